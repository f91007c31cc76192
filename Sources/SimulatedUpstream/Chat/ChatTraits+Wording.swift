extension ChatTraits {
    /// The refusal of a top-level field.
    func unknown(_ field: String) -> Complaint {
        switch wording {
        case .openAI: Complaint("Unrecognized request argument supplied: \(field)")
        case .groq: Complaint("property '\(field)' is unsupported")
        case .cerebras:
            Complaint(
                "\(field): property '\(field)' is unsupported",
                param: "validation_error",
                code: "wrong_api_format"
            )
        case .fastAPI:
            Complaint(
                "[{'type': 'extra_forbidden', 'loc': ('body', '\(field)'), 'msg': 'Extra inputs are not permitted'}]"
            )
        }
    }

    /// The refusal of a field of a message, at `path` within it.
    func unknown(_ field: String, message index: Int, role: String, path: String = "") -> Complaint {
        let inner = path.isEmpty ? field : "\(path).\(field)"
        switch wording {
        case .openAI, .fastAPI:
            let name = "messages[\(index)].\(inner)"
            return Complaint("Unknown parameter: '\(name)'.", param: name, code: "unknown_parameter")
        case .groq:
            return Complaint(
                "'messages.\(index)' : for 'role:\(role)' the following must be satisfied[('messages.\(index)' : property "
                    + "'\(inner)' is unsupported)]"
            )
        case .cerebras:
            let name = "messages.\(index).\(role).\(inner)"
            return Complaint(
                "\(name): property '\(name)' is unsupported",
                param: "validation_error",
                code: "wrong_api_format"
            )
        }
    }
}
