/// What a client sent and Bedrock did not get, for a log line: names only.
package struct BedrockOmissions: Sendable, Hashable {
    /// Most names, and most bytes of a name, that are kept.
    static let nameLimit = 32
    static let nameLength = 64

    /// Top-level fields that were left out.
    package private(set) var fields: [String]
    /// Beta flags that were left out.
    package private(set) var betas: [String]
    /// Types of the server tools that were taken out.
    package private(set) var tools: [String]

    package init(fields: [String] = [], betas: [String] = [], tools: [String] = []) {
        self.fields = Self.bounded(fields)
        self.betas = Self.bounded(betas)
        self.tools = Self.bounded(tools)
    }

    /// Whether everything went through.
    package var isEmpty: Bool { fields.isEmpty && betas.isEmpty && tools.isEmpty }

    private static func bounded(_ names: [String]) -> [String] {
        names.prefix(nameLimit).map { String($0.prefix(nameLength)) }
    }
}
