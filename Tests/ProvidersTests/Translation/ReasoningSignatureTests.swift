import Providers
import Testing

@Suite("The signature of foreign thinking")
struct ReasoningSignatureTests {
    @Test("What is signed is read back", arguments: [0, 1, 2, 3, 4, 5, 255, 40_000])
    func roundTrip(count: Int) throws {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let signature = ReasoningSignature(origin: "groq/openai/gpt-oss-120b", payload: payload)

        let read = try #require(ReasoningSignature(parsing: signature.text))

        #expect(read == signature)
        #expect(ReasoningSignature.isOurs(signature.text))
    }

    @Test("The text is fit for every client: letters, digits, dash, underscore and colon")
    func text() {
        let signature = ReasoningSignature(origin: "a/b", payload: Array("{\"x\":\"\u{FF}\u{FE}?>\"}".utf8))

        #expect(signature.text == "proxy1:YS9i:eyJ4Ijoiw7_Dvj8-In0")
    }

    @Test(
        "Foreign and damaged signatures are not read",
        arguments: [
            "", "proxy1", "proxy1:YQ", "proxy1:YQ:e30:e30", "proxy1:YQ:e3", "proxy1:YQ:e", "proxy1:YQ:e3+w",
            "proxy1:_w:e30",
            "EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds",
        ]
    )
    func damaged(text: String) {
        #expect(ReasoningSignature(parsing: text) == nil)
        #expect(ReasoningSignature.isOurs(text) == text.hasPrefix("proxy1:"))
    }

    @Test("The origin of a target is its provider and its model")
    func origin() {
        let target = Target(provider: "groq", model: "openai/gpt-oss-120b", region: "eu")

        #expect(ReasoningSignature.origin(of: target) == "groq/openai/gpt-oss-120b")
    }
}
