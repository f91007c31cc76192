/// Makes client bodies at random: every feature with every neighbour, in the right place and in wrong ones.
struct RequestGrammar {
    static let betas = [
        "claude-code-20250219", "interleaved-thinking-2025-05-14", "context-1m-2025-08-07",
        "context-management-2025-06-27",
        "compact-2026-01-12", "effort-2025-11-24", "fine-grained-tool-streaming-2025-05-14",
        "advanced-tool-use-2025-11-20",
        "tool-search-tool-2025-10-19", "thinking-binding-controls-2026-08-01", "thinking-display-updates-2026-08-18",
        "mid-conversation-tool-changes-2026-07-01", "mid-conversation-output-config-2026-07-01",
        "per-turn-control-2026-07-01",
        "dangerous-tool-use-2026-09-03", "prompt-caching-scope-2026-01-05", "made-up-2030-01-01",
    ]

    var random: SeededGenerator

    private func pick(_ choices: [String], _ random: inout SeededGenerator) -> String {
        choices.randomElement(using: &random) ?? ""
    }

    private func some(_ make: (inout SeededGenerator) -> String, _ count: Int, _ random: inout SeededGenerator)
        -> String
    {
        (0..<Int.random(in: 0...count, using: &random)).map { _ in make(&random) }.joined(
            separator: space(&random) + ","
        )
    }

    private func space(_ random: inout SeededGenerator) -> String { pick(["", "", "", " ", "\n\t"], &random) }

    /// An object of those members that chance leaves, in an order that chance makes.
    private func object(_ members: [String], _ random: inout SeededGenerator, keeping kept: Int = 1) -> String {
        let chosen = members.enumerated().filter { $0.offset < kept || Int.random(in: 0..<3, using: &random) == 0 }
        let inner = chosen.map(\.element).shuffled(using: &random).joined(
            separator: space(&random) + "," + space(&random)
        )
        return "{" + space(&random) + inner + space(&random) + "}"
    }

    private func cache(_ random: inout SeededGenerator) -> String {
        let value = object([#""type":"ephemeral""#, #""scope":"global""#, #""ttl":"1h""#, #""sc\u006fpe":1"#], &random)
        return "\"cache_control\":" + pick([value, value, "null", "true"], &random)
    }

    private func block(_ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1: object([#""type":"text""#, #""text":"ä""#, cache(&random)], &random, keeping: 2)
        case 2:
            object(
                [
                    #""type":"tool_result""#, #""tool_use_id":"a""#, "\"content\":[\(some(leaf, 3, &random))]",
                    cache(&random),
                ],
                &random,
                keeping: 3
            )
        default: leaf(&random)
        }
    }

    private func leaf(_ random: inout SeededGenerator) -> String {
        pick(
            [
                #"{"type":"text","text":""}"#, #"{"type":"te\u0078t","text":"x","cache_control":{"scope":"g"}}"#,
                #"{"type":"thinking","thinking":"","signature":"s"}"#,
                #"{"type":"thinking","thinking":"t","signature":""}"#,
                #"{"type":"redacted_thinking","data":"d"}"#,
                #"{"type":"tool_use","id":"a","name":"t","input":{"scope":"g"}}"#,
                #"{"type":"tool_result","tool_use_id":"a","content":"r"}"#,
                #"{"type":"tool_use","id":"b","name":"t","input":{}}"#,
                #"{"type":"tool_result","tool_use_id":"b","content":"r"}"#,
                #"{"type":"server_tool_use","id":"s","name":"web_search","input":{}}"#,
                #"{"type":"server_tool_use","id":"s","name":"tool_search_tool_regex","input":{}}"#,
                #"{"type":"web_search_tool_result","tool_use_id":"s","content":[{"type":"text","cache_control":{"scope":1}}]}"#,
                #"{"type":"tool_search_tool_result","tool_use_id":"s"}"#, #"{"type":"tool_reference","tool_name":"t"}"#,
                #"{"type":"tool_reference","tool_name":"t","content":[{"cache_control":{"scope":1}}]}"#,
                #"{"type":"compaction","content":"sum"}"#, #"{"type":"compaction","content":null}"#,
                #"{"type":"compaction","content":[{"type":"text","text":"x","cache_control":{"ttl":"1h","scope":"g"}}]}"#,
                #"{"type":"tool_addition","tool":{"type":"tool_reference","name":"t"}}"#, #"{"type":"fallback"}"#,
                #"{"type":"container_upload","file_id":"f"}"#, #"{"type":"mcp_tool_use"}"#, #"{"type":"image"}"#,
                #"{"type":"document","source":{"type":"content","content":[{"type":"text","cache_control":{"scope":1}}]}}"#,
                "{}", "null", "1", #""x""#, "[[]]", #"{"type":1}"#,
            ],
            &random
        )
    }

    private func content(_ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: "\"hi\""
        case 1: "\"\""
        case 2: "null"
        default: "[\(some(block, 4, &random))]"
        }
    }

    private func turn(_ random: inout SeededGenerator) -> String {
        if Int.random(in: 0..<8, using: &random) == 0 {
            return pick(["7", "{}", #"{"role":"system"}"#, #"{"role":1,"content":[]}"#], &random)
        }
        let roles = ["user", "user", "assistant", "assistant", "system", "sy\\u0073tem", "tool"]
        return object(
            [
                #""role":"\#(pick(roles, &random))""#, "\"content\":\(content(&random))",
                #""output_config":{"effort":"low"}"#, #""clear_at":"never""#,
            ],
            &random,
            keeping: 2
        )
    }

    private func tool(_ random: inout SeededGenerator) -> String {
        let schema = pick(
            [
                #"{"type":"object"}"#, "{}", #"{"type":["object","null"]}"#, #"{"type":null,"x":1}"#,
                #"{"properties":{"type":{}}}"#, "7",
            ],
            &random
        )
        let own = object(
            [
                #""name":"t""#, "\"input_schema\":\(schema)", #""type":"custom""#, #""eager_input_streaming":true"#,
                #""defer_loading":true"#, #""input_examples":[]"#, #""allowed_callers":["direct"]"#, #""strict":true"#,
                cache(&random),
                #""custom":{"defer_loading":true,"eager_input_streaming":true,"input_schema":{},"custom":{}}"#,
            ],
            &random,
            keeping: 2
        )
        let typed = pick(
            [
                "web_search_20250305", "tool_search_tool_bm25", "memory_20250818", "bash_20250124", "computer_20251124",
                "mcp_toolset",
            ],
            &random
        )
        return pick(
            [own, own, own, #"{"type":"\#(typed)","name":"\#(typed)"}"#, pick(["null", "{}"], &random)],
            &random
        )
    }

    /// A body that a client might send.
    func request(_ random: inout SeededGenerator) -> String {
        let edits = [
            #"{"type":"clear_thinking_20251015"}"#, #"{"type":"clear_tool_uses_20250919"}"#,
            #"{"type":"compact_20260112"}"#, "{}", "1",
        ]
        let thinking = object(
            [
                #""type":"\#(pick(["enabled", "adaptive", "disabled"], &random))""#, #""budget_tokens":2000"#,
                #""display":"\#(pick(["updates", "omitted"], &random))""#, #""block_binding":{}"#,
            ],
            &random
        )
        let config = object(
            [#""effort":"\#(pick(["low", "xhigh", "max"], &random))""#, #""task_budget":{}"#, #""format":{}"#],
            &random,
            keeping: 0
        )
        let members = [
            #""model":"m""#, "\"messages\":[\(some(turn, 7, &random))]",
            #""max_tokens":\#(pick(["1", "4096"], &random))"#,
            "\"system\":" + pick(["\"s\"", "null", "[\(some(leaf, 2, &random))]"], &random),
            "\"tools\":[\(some(tool, 4, &random))]", "\"thinking\":\(thinking)", "\"output_config\":\(config)",
            "\"context_management\":"
                + pick(["{\"edits\":[\(some({ pick(edits, &$0) }, 3, &random))]}", "null", "{}"], &random),
            #""safeguards":{}"#, cache(&random), #""speed":"fast""#, #""stream":true"#,
            #""anthropic_beta":["context-1m-2025-08-07"]"#,
            #""anthropic_version":"2026-10-21""#, #""mod\u0065l":"n""#,
            #""tool_choice":{"type":"tool","name":"web_search_20250305"}"#,
            #""thinking":null"#, #""temperature":1.0E+0"#,
        ]
        return object(members, &random, keeping: 2)
    }
}
