/// Why a file could not be read or written.
package enum FileProblem: Error, Sendable, Equatable {
    case missing
    case isDirectory
    case exists
    /// Larger than the reader's limit, in bytes.
    case tooLarge(limit: Int)
    /// Not UTF-8.
    case notText
    /// The system's own word for it, e.g. `Permission denied`.
    case failed(String)

    /// Continues a sentence about the file.
    package var reason: String {
        switch self {
        case .missing: "does not exist"
        case .isDirectory: "is a directory"
        case .exists: "exists already"
        case .tooLarge(let limit): "is larger than \(limit) bytes"
        case .notText: "is not UTF-8 text"
        case .failed(let word): "cannot be used (\(word))"
        }
    }
}
