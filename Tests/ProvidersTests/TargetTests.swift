import Providers
import Testing

@Suite("Names of targets")
struct TargetTests {
    private func id(_ endpoint: String?) -> String {
        Target(provider: "p", model: "m", region: nil, endpoint: endpoint).id.rawValue
    }

    @Test(
        "The address counts with its path, but without what may be secret",
        arguments: [
            (nil, "p/m"), ("http://h:1", "p/h:1/m"), ("http://h:1/", "p/h:1/m"), ("https://h/v1/", "p/h/v1/m"),
            ("https://h/openai/deployments/a?api-version=1&code=s", "p/h/openai/deployments/a/m"),
            ("https://user:word@h/v1", "p/h/v1/m"), ("none", "p/none/m"),
        ] as [(String?, String)]
    )
    func names(_ endpoint: String?, _ name: String) {
        #expect(id(endpoint) == name)
    }
}
