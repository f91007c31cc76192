/// The path `/model/{modelId}/{operation}` taken apart.
struct RequestPath: Equatable {
    /// Percent-encoding undone once, so `%3A` and `:` are the same model.
    let modelID: String
    let operation: UpstreamOperation

    /// - Returns: `nil` for every other path, such as one where an ARN's slash was not encoded.
    init?(uri: String) {
        let path = uri.prefix { $0 != "?" }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.count == 4, segments[0].isEmpty, segments[1] == "model", !segments[2].isEmpty else { return nil }
        guard let operation = UpstreamOperation(rawValue: String(segments[3])), operation != .listModels else {
            return nil
        }
        guard let modelID = Self.percentDecoded(segments[2]) else { return nil }
        self.modelID = modelID
        self.operation = operation
    }

    static func percentDecoded(_ text: Substring) -> String? {
        var out: [UInt8] = []
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                out.append(byte)
                continue
            }
            let digits = String(decoding: bytes.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
            out.append(value)
            bytes = bytes.dropFirst(2)
        }
        return String(validating: out, as: UTF8.self)
    }
}
