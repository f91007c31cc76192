/// The models of an upstream as its vendor lists them: those that the settings name.
struct ModelList {
    let settings: SimulatedUpstream.Settings

    var json: String {
        let models = settings.models.keys.sorted()
        let data = "[\(models.map { json(of: $0) }.joined(separator: ","))]"
        switch settings.vendor {
        case .anthropic:
            return JSONText.object([
                ("data", data), ("has_more", "false"), ("first_id", JSONText.quotedOrNull(models.first)),
                ("last_id", JSONText.quotedOrNull(models.last)),
            ])
        case .openRouter: return JSONText.object([("data", data)])
        case .bedrock, .openAI, .groq, .cerebras, .compatible:
            return JSONText.object([("object", "\"list\""), ("data", data)])
        }
    }

    func json(of model: String) -> String {
        let id = ("id", JSONText.quoted(model))
        let created = ("created", "1700000000")
        let common = [id, ("object", "\"model\""), created, ("owned_by", "\"simulated\"")]
        switch settings.vendor {
        case .anthropic:
            return JSONText.object([
                ("type", "\"model\""), id, ("display_name", JSONText.quoted(model)),
                ("created_at", "\"2026-01-01T00:00:00Z\""),
            ])
        case .openRouter:
            return JSONText.object([
                id, created, ("name", JSONText.quoted(model)), ("context_length", "200000"),
                ("pricing", #"{"prompt":"0.000003","completion":"0.000015"}"#),
                ("supported_parameters", #"["tools","tool_choice","max_tokens","reasoning"]"#),
                ("top_provider", #"{"context_length":200000,"max_completion_tokens":64000}"#),
            ])
        case .groq:
            let more = [("active", "true"), ("context_window", "131072"), ("max_completion_tokens", "65536")]
            return JSONText.object(common + more)
        case .bedrock, .openAI, .cerebras, .compatible: return JSONText.object(common)
        }
    }
}
