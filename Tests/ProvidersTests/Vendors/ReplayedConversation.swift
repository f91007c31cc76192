import Foundation
import MessagesAPI
import NIOCore
import Providers
import Testing

/// A client's conversation with one vendor: what it is told goes into its next request, as agents do it.
struct ReplayedConversation {
    let provider: ChatCompletionsProvider
    let target: Target
    /// The members of `thinking`; `nil` where the client does not ask for it.
    let thinking: String?
    let isStreaming: Bool
    /// The history, one message each.
    private(set) var messages = [#"{"role":"user","content":"Go"}"#]
    /// What was sent last.
    private(set) var sent = ""

    init(_ vendor: ChatCompletionsVendor, model: String, thinking: String?, isStreaming: Bool) {
        provider = ChatCompletionsProvider(vendor: vendor, apiKey: nil, now: { 0 })
        target = Target(provider: vendor.id, model: model)
        self.thinking = thinking.map { #","thinking":{\#($0)}"# } ?? ""
        self.isStreaming = isStreaming
    }

    /// Asks, is answered that, and runs the tools that were called; returns the answer's blocks.
    mutating func turn(_ answer: String) async throws -> [MessageSum.Block] {
        let call = try await provider.call(for: request(), target: target, adjustments: [])
        sent = String(buffer: call.request.body)
        let run = TranslatorRun(call.translator, [ByteBuffer(string: answer)])
        if let failure = run.failure { throw failure }
        let blocks = try isStreaming ? MessageSum(events: run.output).blocks : MessageSum(json: run.output).blocks
        messages.append(#"{"role":"assistant","content":[\#(blocks.map(Self.json).joined(separator: ","))]}"#)
        let results = blocks.filter { $0.type == "tool_use" }
            .map { #"{"type":"tool_result","tool_use_id":"\#($0.id)","content":"result \#(messages.count)"}"# }
        messages.append(#"{"role":"user","content":[\#(results.joined(separator: ","))]}"#)
        return blocks
    }

    /// The body of the next request.
    func next() async throws -> String {
        try await String(buffer: provider.call(for: request(), target: target, adjustments: []).request.body)
    }

    /// The body of the next request, were it to go elsewhere.
    func next(_ vendor: ChatCompletionsVendor, model: String) async throws -> String {
        let other = ChatCompletionsProvider(vendor: vendor, apiKey: nil, now: { 0 })
        let target = Target(provider: vendor.id, model: model)
        return try await String(buffer: other.call(for: request(), target: target, adjustments: []).request.body)
    }

    private func request() throws -> MessagesRequest {
        let tools = #"[{"name":"Read","input_schema":{"type":"object","properties":{}}}]"#
        let body =
            #"{"model":"claude-x","max_tokens":9000,"stream":\#(isStreaming),"tools":\#(tools),"#
            + #""messages":[\#(messages.joined(separator: ","))]\#(thinking ?? "")}"#
        return try MessagesRequest(body: ByteBuffer(string: body))
    }

    private static func json(_ block: MessageSum.Block) -> String {
        switch block.type {
        case "thinking": #"{"type":"thinking","thinking":"\#(block.content)","signature":"\#(block.signature)"}"#
        case "redacted_thinking": #"{"type":"redacted_thinking","data":"\#(block.content)"}"#
        case "tool_use": #"{"type":"tool_use","id":"\#(block.id)","name":"\#(block.name)","input":{}}"#
        default: #"{"type":"text","text":"\#(block.content)"}"#
        }
    }
}

/// One dialect's answer that thinks and then calls a tool, and what of it must come back.
struct ThinkingAnswer: Sendable, CustomTestStringConvertible {
    let vendor: ChatCompletionsVendor
    let model: String
    /// The thought's members in a message of Chat Completions, or the item of Responses.
    let thought: String
    /// What the next request must hold.
    let replayed: String

    var testDescription: String { "\(vendor.id)/\(model)" }

    static let all = [
        Self(
            vendor: .deepSeek,
            model: "deepseek-reasoner",
            thought: #""reasoning_content":"Hm.""#,
            replayed: #""reasoning_content":"Hm.""#
        ),
        Self(
            vendor: .groq,
            model: "openai/gpt-oss-120b",
            thought: #""reasoning":"Hm.""#,
            replayed: #""reasoning":"Hm.""#
        ),
        Self(
            vendor: .openRouter,
            model: "deepseek/deepseek-r1",
            thought: #""reasoning":"Hm.","reasoning_details":[{"type":"reasoning.text","text":"Hm.","index":0}]"#,
            replayed: #""reasoning":"Hm.""#
        ),
        Self(
            vendor: .openRouter,
            model: "openai/gpt-5.2",
            thought: #""reasoning":"Hm.","reasoning_details":[{"type":"reasoning.encrypted","data":"QUJD","index":0}]"#,
            replayed: #""reasoning_details":[{"type":"reasoning.encrypted","data":"QUJD","index":0}]"#
        ),
        Self(
            vendor: .openAI,
            model: "gpt-5.5",
            thought:
                #"{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"QUJD"}"#,
            replayed:
                #"{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"QUJD"}"#
        ),
    ]

    /// The answer as the vendor sends it.
    func answer(callID: String = "call_0", isStreaming: Bool) -> String {
        guard model != "gpt-5.5" else { return responsesAnswer(callID: callID, isStreaming: isStreaming) }
        let call = #"{"index":0,"id":"\#(callID)","type":"function","function":{"name":"Read","arguments":"{}"}}"#
        let message = #"{"role":"assistant",\#(thought),"content":null,"tool_calls":[\#(call)]}"#
        return isStreaming
            ? ChatAnswer.stream([message], finish: "tool_calls")
            : #"{"choices":[{"index":0,"message":\#(message),"finish_reason":"tool_calls"}]}"#
    }

    private func responsesAnswer(callID: String, isStreaming: Bool) -> String {
        let call = #"{"type":"function_call","id":"fc_1","call_id":"\#(callID)","name":"Read","arguments":"{}"}"#
        let response = #"{"status":"completed","output":[\#(thought),\#(call)]}"#
        guard isStreaming else { return response }
        let items = [thought, call].enumerated().map { index, item in
            #"{"type":"response.output_item.done","output_index":\#(index),"item":\#(item)}"#
        }
        let events = items + [#"{"type":"response.completed","response":\#(response)}"#]
        return events.map { "data: \($0)\n\n" }.joined()
    }
}
