/// Where in a request a value stands, for the error that says what is wrong with it.
///
/// The Messages API joins names, indices and the `type` of tagged objects with dots.
/// - Note: Source: error texts such as `messages.61.content.0.tool_use.input: Input should be a valid dictionary`
///   (https://github.com/anthropics/claude-code/issues/6696, seen 2026-11-22).
indirect enum FieldPath: Sendable {
    case root
    case field(FieldPath, StaticString)
    case index(FieldPath, Int)
    case tag(FieldPath, String)

    /// A value's place in an object or a list, whose own path it refers to.
    enum Place: Sendable {
        case field(FieldPath, StaticString)
        case index(FieldPath, Int)
    }

    init(_ place: Place) {
        switch place {
        case .field(let outer, let name): self = .field(outer, name)
        case .index(let outer, let index): self = .index(outer, index)
        }
    }

    /// Longest `type` quoted in a path, in bytes; it comes from the client and goes into an error text.
    static let tagLimit = 64

    /// The error that the API answers with.
    func error(_ problem: String) -> APIError {
        APIError(.invalidRequest, "\(names.joined(separator: ".")): \(problem)")
    }

    /// The error for a value of the wrong kind, in the API's own words.
    func expected(_ kind: ExpectedKind) -> APIError {
        error("Input should be \(kind.rawValue)")
    }

    private var names: [String] {
        switch self {
        case .root: []
        case .field(let outer, let name): outer.names + ["\(name)"]
        case .index(let outer, let index): outer.names + ["\(index)"]
        case .tag(let outer, let type): outer.names + [type.utf8.count <= Self.tagLimit ? type : "unknown"]
        }
    }

    /// What a value should have been.
    enum ExpectedKind: String {
        case string = "a valid string"
        case integer = "a valid integer"
        case number = "a valid number"
        case boolean = "a valid boolean"
        case list = "a valid list"
        case dictionary = "a valid dictionary"
    }
}
