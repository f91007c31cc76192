import EndToEndSupport
import SimulatedUpstream

/// A route of the proxy under test: the clients ask for it as a model.
struct Scenario: Sendable {
    /// A target of the route.
    struct Variant: Sendable {
        /// What its upstream does.
        var profile: ModelProfile
        /// Where it is; Bedrock unless told otherwise.
        var target = VendorTarget.bedrock
    }

    let name: String
    /// The Claude that the ids speak of at vendors of Claude; other vendors' ids speak of the model of the target.
    let model: String
    /// The route's targets, in order.
    var variants: [Variant]

    init(_ name: String, _ behaviours: Behaviour...) {
        self.init(name, profiles: behaviours.map { ModelProfile(behaviour: $0) })
    }

    init(_ name: String, model: String = "claude-sonnet-4-5", profiles: [ModelProfile]) {
        self.init(name, model: model, variants: profiles.map { Variant(profile: $0) })
    }

    init(_ name: String, model: String, variants: [Variant]) {
        self.name = name
        self.model = model
        self.variants = variants
    }

    /// The same with all its targets at one vendor.
    func at(_ target: VendorTarget) -> Scenario {
        var copy = self
        for index in variants.indices { copy.variants[index].target = target }
        return copy
    }

    /// The upstream's model id of a variant; the proxy makes requests for the generation that it finds in there.
    func modelID(_ index: Int = 0) -> String {
        let target = variants[index].target
        let end = "\(name)-\(index)"
        return switch target.vendor {
        case .bedrock: "anthropic.\(model)-\(end)-v1:0"
        case .anthropic: "\(model)-\(end)"
        case .openRouter where target.dialect == .messages: "anthropic/\(dottedModel)-\(end)"
        case .openAI, .groq, .cerebras, .openRouter, .compatible: "\(target.model)-\(end)"
        }
    }

    /// The model with its version as OpenRouter writes it: `claude-sonnet-4.5`.
    private var dottedModel: String {
        let parts = model.split(separator: "-")
        return (parts.dropLast(2) + [parts.suffix(2).joined(separator: ".")[...]]).joined(separator: "-")
    }
}

extension Scenario {
    /// What Tests/RealClients asks for, beside Claude Code's own models.
    private static let all: [Scenario] = answers + conversations + refusals + breaks

    static func all(at target: VendorTarget) -> [Scenario] { all.map { $0.at(target) } }

    /// Whether some of its requests are refused, by what its upstreams do or by what is lined up for them.
    var isFaulty: Bool {
        let lined = ["throttle-once", "count-refused"]
        return lined.contains(name)
            || variants.contains { variant in
                guard case .fault = variant.profile.behaviour else { return false }
                return true
            }
    }

    static let greeting = Answer(
        blocks: [.text("Hello from the upstream.")],
        usage: AnswerUsage(input: 11, output: 22, cacheRead: 333, cacheWrite5m: 44),
        deltaLength: 5
    )

    private static let answers: [Scenario] = [
        Scenario("say-hello", .answer(greeting)),
        Scenario("say-unicode", .answer(Answer(blocks: [.text(unicode)], deltaLength: 1))),
        Scenario("think", .answer(thoughtful)),
        Scenario("call-tools", .answer(calling)),
        // Longer than the proxy lets a stream's client wait for the head.
        Scenario("start-slowly", .answer(greeting.paced(AnswerPacing(beforeHead: .time(.seconds(11)))))),
        Scenario("speak-slowly", .answer(slow)),
        Scenario(
            "answer-to-the-newest-version",
            model: "claude-opus-5-5",
            profiles: [ModelProfile(acceptsNewVersion: true, behaviour: .answer(greeting))]
        ),
        Scenario("speak-long", .answer(.filler(bytes: 2_000_000))),
        // How they count is lined up; see RealClientTests.
        Scenario("count", .echo),
        Scenario("count-refused", .echo),
    ]

    private static let conversations: [Scenario] = [
        Scenario("repeat-results", .script { .text($0.lastToolResults.map(\.text).joined(separator: "\n---\n")) }),
        Scenario(
            "repeat-slowly",
            .script { request in
                Answer.text("You said: \(request.lastUserText ?? "").")
                    .paced(AnswerPacing(beforeFirstEvent: .time(.seconds(2))))
            }
        ),
    ]

    private static let refusals: [Scenario] = [
        Scenario("refuse", .fault(.response(.validation(toolNameRefusal)))),
        Scenario("too-long", .fault(.response(.inputTooLong))),
        Scenario("throttle", .fault(.response(.throttled))),
        // Its first request is throttled; see RealClientTests.
        Scenario("throttle-once", .answer(greeting)),
        Scenario("deny", .fault(.response(.accessDenied))),
        Scenario("fail", .fault(.response(.internalError))),
        Scenario("overload", .fault(.response(.unavailable))),
        Scenario(
            "fail-over-whole",
            .fault(.response(.throttled)),
            .fault(.response(.unavailable)),
            .fault(.response(.htmlUnavailable)),
            .answer(greeting)
        ),
    ]

    private static let toolNameRefusal = "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'"

    /// What fails at once with the first content is not begun for the client: another target would be tried.
    private static let spoken = greeting.paced(AnswerPacing(betweenEvents: .milliseconds(50)))

    private static let breaks: [Scenario] = [
        Scenario("break-in-text", .fault(.breaks(.exception(.throttling), at: .afterFirstDelta, of: spoken))),
        Scenario("cut-in-text", .fault(.breaks(.close, at: .afterFirstDelta, of: spoken))),
        Scenario("reset-in-text", .fault(.breaks(.reset, at: .afterFirstDelta, of: spoken))),
        Scenario("end-in-text", .fault(.breaks(.end, at: .afterFirstDelta, of: spoken))),
        Scenario("fall-silent", .fault(.breaks(.stall(.forever), at: .afterFirstDelta, of: spoken))),
        Scenario(
            "fail-over",
            .fault(.exception(.throttling)),
            .fault(.response(.emptyStream200)),
            .fault(.breaks(.reset, at: .beforeFirstBlock, of: greeting)),
            .answer(greeting)
        ),
        Scenario(
            "break-when-streamed",
            .decide { request in
                request.operation == .invoke
                    ? .answer(greeting)
                    : .fault(.breaks(.exception(.internalServer), at: .afterFirstDelta, of: spoken))
            }
        ),
    ]

    private static let unicode =
        "gr\u{fc}\u{df}e \u{1f30d} \u{2028} \"quoted\" \\ tab\there\nnew line \u{0} \u{1d11e} \u{65e5}\u{672c}\u{8a9e}"

    private static let thoughtful = Answer(
        blocks: [
            .thinking("First I think.\nThen I speak."),
            .redactedThinking(data: "cmVkYWN0ZWQ="),
            .text("I have thought."),
        ],
        deltaLength: 7
    )

    private static let calling = Answer(
        blocks: [
            .text("Three calls."),
            .toolUse(
                name: "Read",
                inputJSON: #"{"file_path":"/tmp/gr\u00fc\u00dfe \ud83c\udf0d.txt","nested":"#
                    + #"{"list":[1,2.5,true,null,"a\"b\\c\n"],"empty":{}}}"#
            ),
            .toolUse(name: "Bash", inputJSON: #"{"command":"printf 'a\\tb' | wc -c","timeout":1000}"#),
            .toolUse(name: "Empty", inputJSON: ""),
        ],
        deltaLength: 3
    )

    private static let slow = Answer(
        blocks: [.text("These ten words come slowly, one word after the other.")],
        pacing: AnswerPacing(betweenEvents: .milliseconds(100)),
        deltaLength: 5
    )
}
