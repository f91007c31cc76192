/// Checks a Chat Completions body as strictly as the vendors do.
///
/// Sources: OpenAI's API reference and the error texts met in the field (seen 2026-11-22); what differs between vendors is
/// in ``ChatTraits`` and ``ModelFacts``. The first thing that is wrong is what the refusal speaks of.
struct ChatValidator {
    let rules: RequestRules
    let traits: ChatTraits
    let facts: ModelFacts
    let vendor: Vendor
    /// Signatures and redacted thinking that scripts gave out.
    var issued: Set<String> = []

    func complaint(about body: ParsedJSON) -> Complaint? {
        topLevel(of: body)
            ?? required(of: body)
            ?? messages(of: body)
            ?? pairing(of: body)
            ?? tools(of: body)
            ?? options(of: body)
            ?? demands(of: body)
    }

    private func topLevel(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.topLevelFields) else { return nil }
        let unknown = (body.object ?? [:]).keys.sorted().first { field in
            traits.refusedFields.contains(field) || traits.fields.map { !$0.contains(field) } ?? false
        }
        return unknown.map { traits.unknown($0) }
    }

    private func required(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.requiredFields) else { return nil }
        guard let messages = body["messages"] else {
            return Complaint(
                "Missing required parameter: 'messages'.",
                param: "messages",
                code: "missing_required_parameter"
            )
        }
        guard let list = messages.array else { return .type("messages", "an array of objects", messages) }
        return list.isEmpty ? .empty("messages") : nil
    }
}

extension Complaint {
    /// The first complaint about an element of a list.
    static func first<Element>(
        of list: some Sequence<Element>,
        _ complaint: (Int, Element) -> Complaint?
    ) -> Complaint? {
        for (index, element) in list.enumerated() {
            if let found = complaint(index, element) { return found }
        }
        return nil
    }

    static func type(_ field: String, _ expected: String, _ got: ParsedJSON) -> Complaint {
        Complaint(
            "Invalid type for '\(field)': expected \(expected), but got \(got.kindName) instead.",
            param: field,
            code: "invalid_type"
        )
    }

    static func empty(_ field: String) -> Complaint {
        Complaint("[] is too short - '\(field)'", param: field, code: "empty_array")
    }

    static func tooLong(_ field: String, _ what: String, _ limit: Int, _ count: Int) -> Complaint {
        let (unit, code) =
            what == "array" ? ("length", "array_above_max_length") : ("length", "string_above_max_length")
        return Complaint(
            "Invalid '\(field)': \(what) too long. Expected \(what == "array" ? "an array" : "a string") with maximum "
                + "\(unit) \(limit), but got \(what == "array" ? "an array" : "a string") with length \(count) instead.",
            param: field,
            code: code
        )
    }

    static func unsupportedParameter(_ field: String, instead: String? = nil) -> Complaint {
        let advice = instead.map { " Use '\($0)' instead." } ?? ""
        return Complaint(
            "Unsupported parameter: '\(field)' is not supported with this model.\(advice)",
            param: field,
            code: "unsupported_parameter"
        )
    }
}

extension ParsedJSON {
    /// What OpenAI calls a value of this kind.
    var kindName: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number(let number): number == number.rounded() ? "an integer" : "a decimal"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}
