import MessagesAPI
import Testing

/// What is wrong with a request is said in the API's words, since clients act upon them.
struct RequestDecodingErrorTests {
    private func message(_ body: String) -> String? {
        do throws(APIError) {
            _ = try RequestFixture.request(body).decoded()
            return nil
        } catch {
            #expect(error.kind == .invalidRequest)
            #expect(error.status == 400)
            return error.message
        }
    }

    @Test(
        "A block's mistake is named by its path",
        arguments: [
            (#"{"text":"a"}"#, "type: Field required"), (#"{"type":1}"#, "type: Input should be a valid string"),
            (#""a""#, ": Input should be a valid dictionary"), (#"{"type":"text"}"#, "text.text: Field required"),
            (#"{"type":"text","text":null}"#, "text.text: Input should be a valid string"),
            (#"{"type":"tool_use","id":"a","name":"b"}"#, "tool_use.input: Field required"),
            (
                #"{"type":"tool_use","id":"a","name":"b","input":"{}"}"#,
                "tool_use.input: Input should be a valid dictionary"
            ),
            (#"{"type":"tool_use","name":"b","input":{}}"#, "tool_use.id: Field required"),
            (#"{"type":"tool_result","content":"a"}"#, "tool_result.tool_use_id: Field required"),
            (
                #"{"type":"tool_result","tool_use_id":"a","is_error":1}"#,
                "tool_result.is_error: Input should be a valid boolean"
            ),
            (
                #"{"type":"tool_result","tool_use_id":"a","content":[{"type":"image","source":{"type":"base64"}}]}"#,
                "tool_result.content.0.image.source.base64.media_type: Field required"
            ),
            (
                #"{"type":"tool_result","tool_use_id":"a","content":7}"#,
                "tool_result.content: Input should be a valid list"
            ),
            (#"{"type":"image"}"#, "image.source: Field required"),
            (#"{"type":"document","source":{}}"#, "document.source.type: Field required"),
            (#"{"type":"thinking"}"#, "thinking.thinking: Field required"),
            (
                #"{"type":"text","text":"a","cache_control":{"type":"ephemeral","ttl":5}}"#,
                "text.cache_control.ephemeral.ttl: Input should be a valid string"
            ),
        ]
    )
    func blocks(_ block: String, _ expected: String) {
        let body = RequestFixture.body(
            messages:
                #"[{"role":"user","content":"a"},{"role":"user","content":[{"type":"text","text":"b"},\#(block)]}]"#
        )
        let separator = expected.hasPrefix(":") ? "" : "."

        #expect(message(body) == "messages.1.content.1\(separator)\(expected)")
    }

    @Test(
        "A message's mistake is named by its path",
        arguments: [
            (#"{"content":"a"}"#, "messages.0.role: Field required"),
            (#"{"role":"user"}"#, "messages.0.content: Field required"),
            (#"{"role":1,"content":"a"}"#, "messages.0.role: Input should be a valid string"),
            (#"{"role":"user","content":{}}"#, "messages.0.content: Input should be a valid list"),
            ("1", "messages.0: Input should be a valid dictionary"),
        ]
    )
    func messages(_ message: String, _ expected: String) {
        #expect(self.message(RequestFixture.body(messages: "[\(message)]")) == expected)
    }

    @Test(
        "A setting's mistake is named by its path",
        arguments: [
            (#""tools":{}"#, "tools: Input should be a valid list"),
            (#""tools":[{"name":"a"}]"#, "tools.0.custom.input_schema: Field required"),
            (#""tools":[{"input_schema":{}}]"#, "tools.0.custom.name: Field required"),
            (
                #""tools":[{"name":"a","input_schema":[]}]"#,
                "tools.0.custom.input_schema: Input should be a valid dictionary"
            ),
            (#""tool_choice":{}"#, "tool_choice.type: Field required"),
            (#""tool_choice":{"type":"tool"}"#, "tool_choice.tool.name: Field required"),
            (#""thinking":{"type":"enabled"}"#, "thinking.enabled.budget_tokens: Field required"),
            (
                #""thinking":{"type":"enabled","budget_tokens":1.5}"#,
                "thinking.enabled.budget_tokens: Input should be a valid integer"
            ),
            (#""system":[{"type":"text"}]"#, "system.0.text: Field required"),
            (#""system":5"#, "system: Input should be a valid list"),
            (#""stop_sequences":["a",1]"#, "stop_sequences.1: Input should be a valid string"),
            (#""temperature":"1""#, "temperature: Input should be a valid number"),
            (#""metadata":"a""#, "metadata: Input should be a valid dictionary"),
            (#""output_config":{"format":{}}"#, "output_config.format.type: Field required"),
        ]
    )
    func settings(_ setting: String, _ expected: String) {
        #expect(message(RequestFixture.body(setting)) == expected)
    }

    @Test("A long type is not repeated in an error's text")
    func longType() {
        let type = String(repeating: "x", count: 100)
        let body = RequestFixture.body(#""tool_choice":{"type":"\#(type)","disable_parallel_tool_use":1}"#)

        #expect(message(body) == "tool_choice.unknown.disable_parallel_tool_use: Input should be a valid boolean")
    }
}
