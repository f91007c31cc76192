import MessagesAPI
import NIOCore

/// Requests of a coding agent, as Claude Code sends them: system text, tools with schemas, calls and their results.
enum SampleConversation {
    /// About 1 MB: 399 messages, 60 tools.
    static let largeBody = ByteBuffer(string: text(exchanges: 199, resultBytes: 3200))
    /// About 475 KB: a session of an hour.
    static let mediumBody = ByteBuffer(string: text(exchanges: 78, resultBytes: 3200))
    /// About 2 KB: one question, one tool.
    static let smallBody = ByteBuffer(string: text(exchanges: 0, tools: 1, systemBytes: 400))

    private static func text(
        exchanges: Int,
        resultBytes: Int = 0,
        tools count: Int = 60,
        systemBytes: Int = 20_000
    ) -> String {
        var messages = [#"{"role":"user","content":"start"}"#]
        for index in 0..<exchanges {
            messages.append(
                #"{"role":"assistant","content":[{"type":"text","text":"\#(source(300, index))"},"#
                    + #"{"type":"tool_use","id":"toolu_\#(index)","name":"mcp__server__tool\#(index % 60)","#
                    + #""input":{"p0":"\#(source(600, index))","p1":"b"}}]}"#
            )
            messages.append(
                #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_\#(index)","#
                    + #""content":[{"type":"text","text":"\#(source(resultBytes, index))"}]}]}"#
            )
        }
        let system = #"[{"type":"text","text":"\#(source(systemBytes, 5))","cache_control":{"type":"ephemeral"}}]"#
        let tools = (0..<count).map(tool).joined(separator: ",")
        return #"{"model":"claude-sonnet-4-5","max_tokens":32000,"stream":true,"system":\#(system),"#
            + #""messages":[\#(messages.joined(separator: ","))],"tools":[\#(tools)]}"#
    }

    private static func tool(_ index: Int) -> String {
        let properties = (0..<8).map {
            #""p\#($0)":{"type":"string","description":"\#(source(60, $0 + index))","enum":["a","b"]}"#
        }
        return #"{"name":"mcp__server__tool\#(index)","description":"\#(source(600, index))","input_schema":"#
            + #"{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","#
            + #""properties":{\#(properties.joined(separator: ","))},"required":["p0"],"additionalProperties":false}}"#
    }

    /// Program text as it stands in JSON: an escape about every thirty bytes.
    private static func source(_ bytes: Int, _ seed: Int) -> String {
        var text = ""
        var index = seed
        while text.utf8.count < bytes {
            text += #"let value\#(index) = try decode(\"key\#(index % 7)\")  // line \#(index)\n"#
            text += #"    return value + \#(index * 31 % 1000)\n"#
            index += 1
        }
        return text
    }
}
