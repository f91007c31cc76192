import SimulatedUpstream

/// A route of the proxy under test: the clients ask for it as a model.
struct Scenario: Sendable {
    let name: String
    /// The model that the upstream's ids speak of.
    let model: String
    /// What each variant's upstream does, in order.
    let variants: [ModelProfile]

    init(_ name: String, _ behaviours: Behaviour...) {
        self.init(name, profiles: behaviours.map { ModelProfile(behaviour: $0) })
    }

    init(_ name: String, model: String = "claude-sonnet-4-5", profiles: [ModelProfile]) {
        self.name = name
        self.model = model
        variants = profiles
    }

    /// The upstream's model id of a variant; the proxy makes requests for the generation that it finds in there.
    func modelID(_ variant: Int = 0) -> String { "anthropic.\(model)-\(name)-\(variant)-v1:0" }
}

extension Scenario {
    /// What Tests/RealClients asks for, beside Claude Code's own models.
    static let all: [Scenario] = answers + conversations + refusals + breaks

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

    private static let breaks: [Scenario] = [
        Scenario("break-in-text", .fault(.breaks(.exception(.throttling), at: .afterFirstDelta, of: greeting))),
        Scenario("cut-in-text", .fault(.breaks(.close, at: .afterFirstDelta, of: greeting))),
        Scenario("reset-in-text", .fault(.breaks(.reset, at: .afterFirstDelta, of: greeting))),
        Scenario("end-in-text", .fault(.breaks(.end, at: .afterFirstDelta, of: greeting))),
        Scenario("fall-silent", .fault(.breaks(.stall(.forever), at: .afterFirstDelta, of: greeting))),
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
                    : .fault(.breaks(.exception(.internalServer), at: .afterFirstDelta, of: greeting))
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
