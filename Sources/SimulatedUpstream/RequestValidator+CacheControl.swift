extension RequestValidator {
    /// Breakpoints in one request.
    private static let breakpointLimit = 4

    func cacheControl(of body: ParsedJSON) -> String? {
        guard rules.contains(.cacheControl) else { return nil }
        let carriers = carriers(in: body)
        let takesScope = variant.fields == nil || betas(of: body).contains("prompt-caching-scope-2026-01-05")
        let fields: Set<String> = takesScope ? ["type", "ttl", "scope"] : ["type", "ttl"]
        for (path, carrier) in carriers {
            if let complaint = complaint(aboutControlOf: carrier, path, fields) { return complaint }
        }
        guard carriers.count > Self.breakpointLimit else { return nil }
        return
            "A maximum of \(Self.breakpointLimit) blocks with cache_control may be provided. Found \(carriers.count)."
    }

    private func complaint(
        aboutControlOf carrier: ParsedJSON,
        _ path: String,
        _ fields: Set<String>
    ) -> String? {
        let type = carrier["type"]?.string
        if type == "thinking" || type == "redacted_thinking" { return Self.extra("\(path).cache_control") }
        guard let control = carrier["cache_control"], control["type"]?.string == "ephemeral" else {
            return "\(path).cache_control.type: Input should be 'ephemeral'"
        }
        let path = "\(path).cache_control.ephemeral"
        if let extra = Self.extra(in: control, allowed: fields, path: path) { return extra }
        guard let ttl = control["ttl"] else { return nil }
        return ["5m", "1h"].contains(ttl.string) ? nil : "\(path).ttl: Input should be '5m' or '1h'"
    }

    /// Everything with a `cache_control` that is not null, in the order tools, system, messages.
    private func carriers(in body: ParsedJSON) -> [(path: String, value: ParsedJSON)] {
        let tools = listed(body["tools"], "tools") { _ in "custom" }
        let system = listed(body["system"], "system") { _ in nil }
        let messages = (body["messages"]?.array ?? []).enumerated().flatMap { index, message in
            blocks(message["content"], "messages.\(index).content")
        }
        return (tools + system + messages).filter { $0.value["cache_control"].map { $0 != .null } ?? false }
    }

    private func blocks(_ content: ParsedJSON?, _ path: String) -> [(path: String, value: ParsedJSON)] {
        listed(content, path) { $0["type"]?.string }.flatMap { entry in
            [entry] + listed(entry.value["content"], "\(entry.path).content") { $0["type"]?.string }
        }
    }

    private func listed(
        _ list: ParsedJSON?,
        _ path: String,
        tag: (ParsedJSON) -> String?
    ) -> [(path: String, value: ParsedJSON)] {
        (list?.array ?? []).enumerated().map { index, value in
            ("\(path).\(index)\(tag(value).map { ".\($0)" } ?? "")", value)
        }
    }
}
