import MessagesAPI
import Providers
import Testing

@Suite("Names of tools upstream")
struct ToolNamesTests {
    private func names(tools: [String], calls: [String] = []) throws -> ToolNames {
        let tools = tools.map { #"{"name":"\#($0)","input_schema":{}}"# }.joined(separator: ",")
        let calls = calls.map { #"{"type":"tool_use","id":"t","name":"\#($0)","input":{}}"# }.joined(separator: ",")
        let history = #"{"role":"user","content":"hi"},{"role":"assistant","content":[\#(calls)]}"#
        return try ToolNames(decodedRequest(#""messages":[\#(history)],"tools":[\#(tools)]"#))
    }

    @Test(
        "A name that fits stays as it is",
        arguments: ["Read", "mcp__github__create-issue", String(repeating: "a", count: 64)]
    )
    func plain(name: String) throws {
        let names = try names(tools: [name])

        #expect(names.upstreamName(name) == name)
        #expect(names.originalName(name) == name)
    }

    @Test("Characters that are not allowed become underscores and come back")
    func characters() throws {
        let names = try names(tools: ["mcp.server/löschen 🗑"])

        #expect(names.upstreamName("mcp.server/löschen 🗑") == "mcp_server_l_schen__")
        #expect(names.originalName("mcp_server_l_schen__") == "mcp.server/löschen 🗑")
    }

    @Test("Long names whose hashes begin alike stay apart, the same way every time")
    func collision() throws {
        let prefix = "mcp__server__" + String(repeating: "a", count: 60)
        let names = try names(tools: ["\(prefix)50468", "\(prefix)80179"])
        let short = ["\(prefix)50468", "\(prefix)80179"].map(names.upstreamName)

        #expect(short[0].hasSuffix("_99b23088"))
        #expect(short[0] != short[1])
        #expect(short.allSatisfy { $0.utf8.count == 64 })
        #expect(short.map(names.originalName) == ["\(prefix)50468", "\(prefix)80179"])
    }

    @Test("A long name keeps 55 characters and gets the hash of the whole")
    func long() throws {
        let name = String(repeating: "mcp__server__", count: 5)
        let names = try names(tools: [name])

        let short = names.upstreamName(name)

        #expect(short == "mcp__server__mcp__server__mcp__server__mcp__server__mcp_40753344")
        #expect(short.utf8.count == 64)
        #expect(names.originalName(short) == name)
    }

    @Test("Names that would become the same one stay apart, and a good name is never taken")
    func collisions() throws {
        let all = ["a.b", "a/b", "a_b"]
        let names = try names(tools: all)

        #expect(names.upstreamName("a_b") == "a_b")
        #expect(Set(all.map(names.upstreamName)).count == 3)
        for name in all { #expect(names.originalName(names.upstreamName(name)) == name) }
    }

    @Test("Names of the history are mapped as well, though their tools are gone")
    func history() throws {
        let names = try names(tools: [], calls: ["old.tool"])

        #expect(names.originalName("old_tool") == "old.tool")
    }

    @Test("A name that was not told is given back as it is")
    func unknown() throws {
        #expect(try names(tools: ["a.b"]).originalName("made_up") == "made_up")
        #expect(try names(tools: []).upstreamName("made.up") == "made_up")
    }
}
