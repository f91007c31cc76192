import Providers
import Testing

@Suite("Bedrock model capabilities")
struct BedrockModelCapabilitiesTests {
    @Test(
        "Family and generation are found in every form of an id",
        arguments: [
            ("anthropic.claude-opus-5", "opus", 5, 0), ("us.anthropic.claude-opus-5-5", "opus", 5, 5),
            ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "sonnet", 4, 5),
            ("anthropic.claude-sonnet-4-20250514-v1:0", "sonnet", 4, 0),
            ("global.anthropic.claude-opus-4-6-v1", "opus", 4, 6), ("claude-haiku-5-5", "haiku", 5, 5),
            ("anthropic.claude-mythos-preview", "mythos", 4, 7), ("anthropic.claude-fable-5-1", "fable", 5, 1),
            ("anthropic.claude-3-7-sonnet-20250219-v1:0", "sonnet", 3, 7),
            ("anthropic.claude-3-haiku-20240307-v1:0", "haiku", 3, 0), ("anthropic.claude-ode-6", "other", 6, 0),
            ("arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-4-8", "opus", 4, 8),
            ("arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-sonnet-4-6", "sonnet", 4, 6),
            ("US.Anthropic.Claude-Opus-4-7", "opus", 4, 7),
        ] as [(String, String, Int, Int)]
    )
    func names(_ id: String, _ family: String, _ major: Int, _ minor: Int) {
        let name = BedrockModelName(readingID: id)
        #expect(name?.family.rawValue == family)
        #expect(name?.version == BedrockModelVersion(major, minor))
    }

    @Test(
        "An id that names no Claude model counts as the newest, but gets what every model takes",
        arguments: [
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123", "my-model", "", "claude",
            "arn:aws:bedrock:us-east-1:1:provisioned-model/x", "anthropic.claude-v2:1", "anthropic.claude-instant-v1",
        ]
    )
    func unknown(_ id: String) {
        #expect(BedrockModelName(readingID: id) == nil)
        var expected = BedrockModelCapabilities(modelID: "claude-opus-99").withVersion(nil)
        expected.newestVersion = false
        expected.manualThinking = true
        #expect(BedrockModelCapabilities(modelID: id) == expected)
        #expect(!BedrockModelCapabilities(modelID: id, requestedModel: "claude-opus-5-5").newestVersion)
    }

    @Test(
        "The matrix of models",
        arguments: [
            Row(
                "claude-3-7-sonnet-20250219",
                manual: true,
                adaptive: false,
                .none,
                system: false,
                ttl: false,
                new: false
            ),
            Row(
                "claude-sonnet-4-20250514",
                manual: true,
                adaptive: false,
                .none,
                system: false,
                ttl: false,
                new: false
            ),
            Row(
                "claude-opus-4-1-20250805",
                manual: true,
                adaptive: false,
                .none,
                system: false,
                ttl: false,
                new: false
            ),
            Row(
                "claude-sonnet-4-5-20250929",
                manual: true,
                adaptive: false,
                .none,
                system: false,
                ttl: true,
                new: false
            ),
            Row(
                "claude-haiku-4-5-20251001",
                manual: true,
                adaptive: false,
                .none,
                system: false,
                ttl: true,
                new: false
            ),
            Row(
                "claude-opus-4-5-20251101",
                manual: true,
                adaptive: false,
                .upToHigh,
                system: false,
                ttl: true,
                new: false
            ),
            Row(
                "claude-opus-4-6-v1",
                manual: true,
                adaptive: true,
                .withoutXHigh,
                system: false,
                ttl: true,
                new: false
            ),
            Row("claude-sonnet-4-6", manual: true, adaptive: true, .withoutXHigh, system: false, ttl: true, new: false),
            Row("claude-opus-4-7", manual: false, adaptive: true, .upToXHigh, system: false, ttl: true, new: true),
            Row("claude-opus-4-8", manual: false, adaptive: true, .upToXHigh, system: true, ttl: true, new: true),
            Row("claude-sonnet-5", manual: false, adaptive: true, .upToXHigh, system: true, ttl: true, new: true),
            Row("claude-fable-5", manual: false, adaptive: true, .upToXHigh, system: true, ttl: true, new: true),
            Row("claude-mythos-5-1", manual: false, adaptive: true, .upToXHigh, system: true, ttl: true, new: true),
            Row("claude-haiku-5-5", manual: false, adaptive: true, .upToXHigh, system: true, ttl: true, new: true),
            Row("claude-sonnet-5-5", manual: false, adaptive: true, .upToXHigh, system: true, ttl: true, new: true),
            Row("claude-opus-5", manual: false, adaptive: true, .all, system: true, ttl: true, new: true),
            Row("claude-opus-5-5", manual: false, adaptive: true, .all, system: true, ttl: true, new: true),
        ]
    )
    func matrix(_ row: Row) {
        let capabilities = BedrockModelCapabilities(modelID: "us.anthropic.\(row.model)")
        #expect(capabilities.manualThinking == row.manual)
        #expect(capabilities.adaptiveThinking == row.adaptive)
        #expect(capabilities.effort == row.effort)
        #expect(capabilities.systemTurns == row.system)
        #expect(capabilities.cacheLifetime == row.ttl)
        #expect(capabilities.newestVersion == row.new)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let model: String
        let manual, adaptive, system, ttl, new: Bool
        let effort: BedrockModelCapabilities.EffortLevels
        var testDescription: String { model }

        init(
            _ model: String,
            manual: Bool,
            adaptive: Bool,
            _ effort: BedrockModelCapabilities.EffortLevels,
            system: Bool,
            ttl: Bool,
            new: Bool
        ) {
            self.model = model
            self.manual = manual
            self.adaptive = adaptive
            self.effort = effort
            self.system = system
            self.ttl = ttl
            self.new = new
        }
    }
}

extension BedrockModelCapabilities {
    fileprivate func withVersion(_ version: BedrockModelVersion?) -> Self {
        var result = self
        result.version = version
        return result
    }
}
