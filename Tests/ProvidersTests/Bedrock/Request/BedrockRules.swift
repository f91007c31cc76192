import Foundation
import Providers

/// What Bedrock refuses, written down a second time and without regard to how the body was made.
struct BedrockRules {
    private let isOld, isBefore45, takesManual, takesAdaptive, takesSystemTurns, takesEffort: Bool
    private let adjustments: Set<RequestAdjustment>

    init(model: String, adjustments: Set<RequestAdjustment>) {
        func any(_ names: String...) -> Bool { names.contains { model.contains($0) } }
        isBefore45 = any("sonnet-4-2025")
        isOld = isBefore45 || any("-4-5-")
        takesManual = isOld || any("-4-6", "opaque")
        takesAdaptive = !isOld
        takesSystemTurns = !any("-4-") || any("-4-8")
        takesEffort = !isOld || any("opus-4-5")
        self.adjustments = adjustments
    }

    func faults(in body: Data) -> [String] {
        guard let root = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] else {
            return ["no JSON object"]
        }
        let text = String(decoding: body, as: UTF8.self)
        let betas = root["anthropic_beta"] as? [String] ?? []
        return top(root, betas) + flags(root, betas, text) + tools(root, betas) + thinking(root, betas)
            + messages(root, betas)
            + cache(root)
    }

    private func top(_ root: [String: Any], _ betas: [String]) -> [String] {
        var faults: [String] = []
        let allowed: Set<String> = [
            "anthropic_version", "anthropic_beta", "max_tokens", "messages", "system", "stop_sequences", "temperature",
            "top_p",
            "top_k", "tools", "tool_choice", "thinking", "metadata", "output_config", "context_management",
            "safeguards",
            "user_profile_id",
        ]
        for key in root.keys where !allowed.contains(key) { faults.append("field \(key)") }
        let version = root["anthropic_version"] as? String
        let isNewest = version == "2026-10-21" && !takesManual
        if version != "bedrock-2023-05-31", !isNewest { faults.append("version \(version ?? "none")") }
        if root["messages"] == nil { faults.append("no messages") }
        for case .maxTokens(let limit) in adjustments where (root["max_tokens"] as? Int ?? 0) > limit {
            faults.append("max_tokens")
        }
        for case .withoutField(let name) in adjustments where name != "messages" && root[name] != nil {
            faults.append("kept \(name)")
        }
        return faults
    }

    private func flags(_ root: [String: Any], _ betas: [String], _ text: String) -> [String] {
        var faults: [String] = []
        let known: Set<String> = [
            "context-1m-2025-08-07", "context-management-2025-06-27", "compact-2026-01-12", "effort-2025-11-24",
            "fine-grained-tool-streaming-2025-05-14", "computer-use-2025-11-24", "tool-search-tool-2025-10-19",
            "thinking-binding-controls-2026-08-01", "thinking-display-updates-2026-08-18",
            "mid-conversation-tool-changes-2026-07-01", "mid-conversation-output-config-2026-07-01",
            "dangerous-tool-use-2026-09-03", "interleaved-thinking-2025-05-14",
        ]
        for flag in betas where !known.contains(flag) { faults.append("flag \(flag)") }
        if Set(betas).count != betas.count { faults.append("flag twice") }
        if root["anthropic_beta"] != nil, betas.isEmpty || adjustments.contains(.withoutBetas) {
            faults.append("flags")
        }
        let edits = (root["context_management"] as? [String: Any])?["edits"] as? [[String: Any]]
        if root["context_management"] != nil, edits?.isEmpty ?? true {
            faults.append("context_management without edits")
        }
        for edit in edits ?? [] {
            let needed = [
                "clear_tool_uses_20250919": "context-management-2025-06-27", "compact_20260112": "compact-2026-01-12",
            ]
            guard let flag = needed[edit["type"] as? String ?? ""], betas.contains(flag) else {
                faults.append("edit \(edit)")
                continue
            }
        }
        if (root["safeguards"] != nil) != betas.contains("dangerous-tool-use-2026-09-03") {
            faults.append("safeguards pair")
        }
        let effort = (root["output_config"] as? [String: Any])?["effort"] as? String
        if effort != nil, !takesEffort { faults.append("effort") }
        if takesEffort, isOld, effort == "xhigh" || effort == "max" { faults.append("effort \(effort ?? "")") }
        if betas.contains("effort-2025-11-24"), effort == nil { faults.append("effort flag") }
        if (root["output_config"] as? [String: Any])?["task_budget"] != nil { faults.append("task_budget") }
        if isBefore45, betas.contains("tool-search-tool-2025-10-19") { faults.append("tool search flag") }
        return faults
    }

    private func tools(_ root: [String: Any], _ betas: [String]) -> [String] {
        var faults: [String] = []
        let gone = ["eager_input_streaming", "input_examples", "allowed_callers", "custom"]
        for case let tool as [String: Any] in root["tools"] as? [Any] ?? [] {
            for name in gone where tool[name] != nil { faults.append("tool \(name)") }
            let type = tool["type"] as? String
            if type == "custom" { faults.append("tool type") }
            if type?.hasPrefix("web_") == true || type == "mcp_toolset" { faults.append("server tool") }
            let flags = ["memory_": "context-management-2025-06-27", "computer_": "computer-use-2025-11-24"]
            for (prefix, flag) in flags where type?.hasPrefix(prefix) == true && !betas.contains(flag) {
                faults.append("\(prefix) without flag")
            }
            let needsSearch = tool["defer_loading"] != nil || type?.hasPrefix("tool_search") == true
            if needsSearch, !betas.contains("tool-search-tool-2025-10-19") { faults.append("tool search without flag") }
            if let schema = tool["input_schema"] as? [String: Any], type == nil, schema["type"] as? String != "object" {
                faults.append("schema type")
            }
        }
        if let choice = root["tool_choice"] as? [String: Any], choice["type"] as? String == "tool",
            let tools = root["tools"] as? [Any], root["tools"] != nil, !tools.isEmpty
        {
            let names = tools.compactMap { ($0 as? [String: Any])?["name"] as? String }
            let name = choice["name"] as? String ?? ""
            if name.hasPrefix("web_"), names.contains(name) { faults.append("choice of a server tool") }
        }
        return faults
    }

    private func thinking(_ root: [String: Any], _ betas: [String]) -> [String] {
        var faults: [String] = []
        let thinking = root["thinking"] as? [String: Any]
        let type = thinking?["type"] as? String
        if type == "enabled", !takesManual { faults.append("manual thinking") }
        if type == "adaptive", !takesAdaptive { faults.append("adaptive thinking") }
        if type == "enabled", let limit = root["max_tokens"] as? Int, limit > 2_000,
            (thinking?["budget_tokens"] as? Int).map({ $0 >= limit }) ?? false
        {
            faults.append("budget")
        }
        if thinking?["display"] != nil, !takesAdaptive { faults.append("display") }
        let isUpdating = thinking?["display"] as? String == "updates"
        if isUpdating != betas.contains("thinking-display-updates-2026-08-18") { faults.append("updates pair") }
        let isBound = thinking?["block_binding"] != nil
        if isBound != betas.contains("thinking-binding-controls-2026-08-01") { faults.append("binding pair") }
        if betas.contains("interleaved-thinking-2025-05-14"), type != "enabled" { faults.append("interleaved") }
        return faults
    }

    private func messages(_ root: [String: Any], _ betas: [String]) -> [String] {
        var faults: [String] = []
        var before: String?
        var open: Set<String> = []
        var isAnswering = false
        for case let turn as [String: Any] in root["messages"] as? [Any] ?? [] {
            let role = turn["role"] as? String
            let blocks = (turn["content"] as? [Any] ?? []).compactMap { $0 as? [String: Any] }
            if role == "system" {
                if before == nil { faults.append("leading system turn") }
                if !takesSystemTurns || adjustments.contains(.withoutSystemTurns) { faults.append("system turn") }
                if !open.isEmpty { faults.append("system turn before a result") }
                if turn["clear_at"] != nil { faults.append("clear_at") }
                let hasFlag = betas.contains("mid-conversation-output-config-2026-07-01")
                if turn["output_config"] != nil, !hasFlag { faults.append("turn's output_config") }
            } else if role == "user" || role == "assistant" {
                before = role
                let calls = ids("id", of: "tool_use", in: blocks)
                let answers = ids("tool_use_id", of: "tool_result", in: blocks)
                if role == "assistant" {
                    open = isAnswering ? calls : open.union(calls)
                } else {
                    open = answers.isEmpty ? [] : open.subtracting(answers)
                }
                isAnswering = role == "user" && !answers.isEmpty
            }
            for block in blocks { faults += self.block(block, betas, role == "system") }
        }
        return faults
    }

    private func ids(_ name: String, of type: String, in blocks: [[String: Any]]) -> Set<String> {
        Set(blocks.filter { $0["type"] as? String == type }.map { $0[name] as? String ?? "" })
    }

    private func block(_ block: [String: Any], _ betas: [String], _ inSystemTurn: Bool) -> [String] {
        let type = block["type"] as? String ?? ""
        let hasSearch = betas.contains("tool-search-tool-2025-10-19")
        let isFine: Bool =
            switch type {
            case "server_tool_use": hasSearch && (block["name"] as? String)?.hasPrefix("tool_search") == true
            case "tool_search_tool_result", "tool_reference": hasSearch
            case "compaction": betas.contains("compact-2026-01-12")
            case "tool_addition": !inSystemTurn || betas.contains("mid-conversation-tool-changes-2026-07-01")
            case "thinking": block["signature"] as? String != ""
            case "web_search_tool_result", "mcp_tool_use", "fallback", "container_upload": false
            default: true
            }
        let inner = (block["content"] as? [Any] ?? []).compactMap { $0 as? [String: Any] }.flatMap {
            self.block($0, betas, false)
        }
        return (isFine ? [] : ["block \(type)"]) + inner
    }

    /// Looks for `cache_control` everywhere but in what a tool was called with.
    private func cache(_ value: Any) -> [String] {
        if let list = value as? [Any] { return list.flatMap(cache) }
        guard let object = value as? [String: Any] else { return [] }
        var faults = object.filter { $0.key != "input" && $0.key != "cache_control" }.values.flatMap(cache)
        guard let control = object["cache_control"] as? [String: Any] else { return faults }
        if control["scope"] != nil { faults.append("cache scope") }
        let isRefused = isBefore45 || adjustments.contains(.withoutField("cache_control.ttl"))
        if control["ttl"] != nil, isRefused { faults.append("cache lifetime") }
        return faults
    }
}
