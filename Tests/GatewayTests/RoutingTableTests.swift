import Gateway
import Providers
import Testing

@Suite("Routing table")
struct RoutingTableTests {
    private let table = RoutingTable(
        routes: ["claude-sonnet-4-5", "Sonnet", "haiku", "default"].map { Route(model: $0, variants: []) }
    )

    @Test("An exact name comes first")
    func exact() {
        #expect(table.route(for: "claude-sonnet-4-5")?.model == "claude-sonnet-4-5")
    }

    @Test("Then the first name that occurs in the model, case ignored")
    func substring() {
        #expect(table.route(for: "claude-SONNET-5")?.model == "Sonnet")
        #expect(table.route(for: "claude-haiku-4-5")?.model == "haiku")
    }

    @Test("Then default, which never matches as part of a name")
    func fallback() {
        #expect(table.route(for: "gpt-5")?.model == "default")
        #expect(table.route(for: "my-default-model")?.model == "default")
        let withoutDefault = RoutingTable(routes: [Route(model: "haiku", variants: [])])
        #expect(withoutDefault.route(for: "opus") == nil)
    }

    @Test("A variant without a model sends the client's, and the same target stands once")
    func targets() {
        let route = Route(
            model: "default",
            variants: [
                .init(provider: "bedrock", region: "us-east-1"),
                .init(provider: "bedrock", model: "m", region: "us-east-1"),
                .init(provider: "bedrock", model: "m", region: "us-east-1"),
            ]
        )

        let ids = route.targets(for: "x").map(\.id.rawValue)

        #expect(ids == ["bedrock/us-east-1/x", "bedrock/us-east-1/m"])
    }
}
