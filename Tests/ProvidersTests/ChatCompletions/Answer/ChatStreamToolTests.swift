import Providers
import Testing

@Suite("Chat Completions → Messages: tool calls")
struct ChatStreamToolTests {
    private typealias Block = StreamedMessage.Block

    @Test("A name and all arguments of one chunk are not lost")
    func oneChunk() throws {
        let call = ChatAnswer.call(
            #""index":0,"id":"c1","type":"function","function":{"name":"Read","arguments":"{\"a\":1}"}"#
        )
        let message = try ChatAnswer(ChatAnswer.stream([call], finish: "tool_calls")).message

        #expect(message.blocks == [Self.read("c1", #"{"a":1}"#)])
        #expect(message.stopReason == "tool_use")
    }

    @Test("Arguments go out piece by piece")
    func promptness() throws {
        let pieces = [
            ChatAnswer.chunk(ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":"{\"a\""}"#)),
            ChatAnswer.chunk(ChatAnswer.call(#""index":0,"function":{"arguments":":1"}"#)),
        ]
        let answer = try ChatAnswer(pieces)

        #expect(answer.message.blocks == [Self.read("c1", #"{"a":1"#)])
        #expect(answer.failure?.kind == .incomplete)
    }

    @Test("Calls whose fragments interleave come one after the other, each whole")
    func interleaved() throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                #"{"content":"Both."}"#,
                ChatAnswer.call(#""index":0,"id":"a","function":{"name":"Read","arguments":""}"#),
                ChatAnswer.call(#""index":1,"id":"b","function":{"name":"Read","arguments":""}"#),
                ChatAnswer.call(#""index":0,"function":{"arguments":"{\"x\":\"}\\\""}"#),
                ChatAnswer.call(#""index":1,"function":{"arguments":"{\"y\":[{}"}"#),
                ChatAnswer.call(#""index":0,"function":{"arguments":"{\"}"}"#),
                ChatAnswer.call(#""index":1,"function":{"arguments":"]}"}"#),
            ])
        ).message

        #expect(message.blocks == [.text("Both."), Self.read("a", #"{"x":"}\"{"}"#), Self.read("b", #"{"y":[{}]}"#)])
    }

    @Test(
        "A new id is a new call, wherever the server numbers every call 0 or none",
        arguments: [#""index":0,"#, "", #""index":null,"#]
    )
    func newIDs(_ index: String) throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                ChatAnswer.call(index + #""id":"a","function":{"name":"Read","arguments":"{\"x\""}"#),
                ChatAnswer.call(index + #""function":{"arguments":":1}"}"#),
                ChatAnswer.call(index + #""id":"b","function":{"name":"Read","arguments":"{\"y\""}"#),
                ChatAnswer.call(index + #""id":"b","function":{"arguments":":2}"}"#),
            ])
        ).message

        #expect(message.blocks == [Self.read("a", #"{"x":1}"#), Self.read("b", #"{"y":2}"#)])
    }

    @Test(
        "Without number and id a name begins a call, and what has none belongs to the last",
        arguments: [#""id":"","#, ""]
    )
    func onlyNames(_ id: String) throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                ChatAnswer.call(id + #""function":{"name":"Read","arguments":"{\"x\":1}"}"#),
                ChatAnswer.call(id + #""function":{"name":"Read","arguments":"{\"y\""}"#),
                ChatAnswer.call(id + #""function":{"name":null,"arguments":":2}"}"#),
            ])
        ).message

        #expect(message.blocks == [Self.read("toolu_gen_1", #"{"x":1}"#), Self.read("toolu_gen_2", #"{"y":2}"#)])
    }

    @Test("Whole calls without ids that are all numbered 0 are several")
    func onlyZeroes() throws {
        let call = ChatAnswer.call(#""index":0,"function":{"name":"Read","arguments":"{}"}"#)
        let message = try ChatAnswer(ChatAnswer.stream([call, call])).message

        #expect(message.blocks == [Self.read("toolu_gen_1", "{}"), Self.read("toolu_gen_2", "{}")])
    }

    @Test("An id that the Messages API would refuse, or that comes twice, is replaced")
    func ids() throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                ChatAnswer.call(#""index":0,"id":"functions.Read:0","function":{"name":"Read","arguments":"{}"}"#),
                ChatAnswer.call(#""index":1,"id":"functions.Read:0","function":{"name":"Read","arguments":"{}"}"#),
            ])
        ).message

        #expect(message.blocks == [Self.read("toolu_px_ZnVuY3Rpb25zLlJlYWQ6MA", "{}"), Self.read("toolu_gen_1", "{}")])
    }

    @Test("A name may come in pieces before the arguments; one that is repeated is no piece")
    func names() throws {
        let pieces = [
            ChatAnswer.call(#""index":0,"id":"a","function":{"name":"Re"}"#),
            ChatAnswer.call(#""index":0,"function":{"name":"ad"}"#),
            ChatAnswer.call(#""index":0,"function":{"name":"Read","arguments":"{"}"#),
            ChatAnswer.call(#""index":0,"function":{"name":"other","arguments":"}"}"#),
        ]

        #expect(try ChatAnswer(ChatAnswer.stream(pieces)).message.blocks == [Self.read("a", "{}")])
    }

    @Test("A name may come after its arguments")
    func lateName() throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                ChatAnswer.call(#""index":0,"function":{"arguments":"{\"a\""}"#),
                ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":":1}"}"#),
            ])
        ).message

        #expect(message.blocks == [Self.read("c1", #"{"a":1}"#)])
    }

    @Test(
        "No arguments are none, in whatever way that is said",
        arguments: [
            #","arguments":"""#, #","arguments":null"#, "", #","arguments":"null""#, #","arguments":" \n""#,
            #","arguments":"nu"#
                + #"ll ""#,
        ]
    )
    func noArguments(_ arguments: String) throws {
        let call = ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read"\#(arguments)}"#)

        #expect(try ChatAnswer(ChatAnswer.stream([call])).message.blocks == [Self.read("c1", "")])
    }

    @Test("Arguments as an object are written as text")
    func object() throws {
        let call = ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":{"a":"\"é\n"}}"#)

        #expect(try ChatAnswer(ChatAnswer.stream([call])).message.blocks == [Self.read("c1", #"{"a":"\"é\n"}"#)])
    }

    @Test("Bad arguments are passed on as they are, since most of them has gone out already")
    func badArguments() throws {
        let call = ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":"{'a':nonsense"}"#)
        let message = try ChatAnswer(ChatAnswer.stream([call])).message

        #expect(message.blocks == [Self.read("c1", "{'a':nonsense")])
        #expect(message.stopReason == "tool_use")
    }

    @Test("Text and thoughts that come inside of a call wait for its end, in their order")
    func textInsideCall() throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                ChatAnswer.call(#""index":0,"id":"a","function":{"name":"Read","arguments":"{\"a\":"}"#),
                #"{"content":"one "}"#,
                #"{"content":"two"}"#,
                #"{"reasoning":"Hm."}"#,
                ChatAnswer.call(#""index":1,"id":"b","function":{"name":"Read","arguments":"{}"}"#),
                ChatAnswer.call(#""index":0,"function":{"arguments":"1}"}"#),
                #"{"content":"three"}"#,
            ])
        ).message

        #expect(
            message.blocks == [
                Self.read("a", #"{"a":1}"#), .text("one two"), .thinking("Hm.", signature: ChatAnswer.textSignature),
                Self.read("b", "{}"), .text("three"),
            ]
        )
    }

    @Test("What comes after a call that was closed does not break the stream")
    func lateFragment() throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                ChatAnswer.call(#""index":0,"id":"a","function":{"name":"Read","arguments":"{}"}"#),
                #"{"content":"Done."}"#,
                ChatAnswer.call(#""index":0,"id":"a","function":{"name":"Read","arguments":"{}"}"#),
            ])
        ).message

        #expect(message.blocks == [Self.read("a", "{}"), .text("Done.")])
    }

    @Test("A call that never gets a name is dropped")
    func unnamed() throws {
        let unnamed = ChatAnswer.call(#""index":0,"id":"a","function":{"arguments":"{}"}"#)
        let named = ChatAnswer.call(#""index":1,"id":"b","function":{"name":"Read","arguments":"{}"}"#)

        #expect(try ChatAnswer(ChatAnswer.stream([unnamed, named])).message.blocks == [Self.read("b", "{}")])
    }

    @Test("If it was the only one, the answer failed")
    func onlyUnnamed() throws {
        let unnamed = ChatAnswer.call(#""index":0,"id":"a","function":{"arguments":"{}"}"#)
        let answer = try ChatAnswer(ChatAnswer.stream([unnamed], finish: "tool_calls"))

        #expect(answer.failure?.kind == .modelFault)
        #expect(answer.message.blocks.isEmpty)
    }

    @Test("The client gets the names that it gave the tools")
    func originalNames() throws {
        let name = "mcp__files.example__" + String(repeating: "read", count: 20)
        let toolNames = ToolNames(try decodedRequest(#""messages":[],"tools":[{"name":"\#(name)","input_schema":{}}]"#))
        let call = ChatAnswer.call(
            #""index":0,"id":"a","function":{"name":"\#(toolNames.upstreamName(name))","arguments":"{}"}"#
        )
        let message = try ChatAnswer(ChatAnswer.stream([call]), context: ChatAnswer.context(toolNames: toolNames))
            .message

        #expect(message.blocks == [.toolUse(id: "a", name: name, json: "{}")])
    }

    @Test("Too many calls are refused")
    func limit() throws {
        let calls = (0...256).map {
            ChatAnswer.call(#""index":\#($0),"id":"c\#($0)","function":{"name":"Read","arguments":"{}"}"#)
        }
        let answer = try ChatAnswer(ChatAnswer.stream(calls))
        let allowed = try ChatAnswer(ChatAnswer.stream(Array(calls.dropLast())))

        #expect(answer.failure?.kind == .malformed)
        #expect(allowed.message.blocks.count == 256)
    }

    private static func read(_ id: String, _ json: String) -> Block { .toolUse(id: id, name: "Read", json: json) }
}
