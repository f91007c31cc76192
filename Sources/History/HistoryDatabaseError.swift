import GRDB

/// Why the history cannot be opened, read or written, in one sentence fit for the operator.
///
/// Holds the path and SQLite's name for the fault, never what was to be stored.
package enum HistoryDatabaseError: Error, Sendable, Equatable {
    /// Another process holds the file and did not let go within the busy timeout.
    case locked(path: String)
    /// The file is something else than an SQLite database, or damaged.
    case notADatabase(path: String)
    /// The file or its directory may not be read and written by this user.
    case noPermission(path: String)
    /// The directory of the file's directory does not exist, so neither can be made.
    case directoryMissing(path: String)
    /// The disk or the file's quota is full.
    case diskFull(path: String)
    /// A later version of this program wrote the file.
    case newerVersion(path: String)
    /// Anything else SQLite complains of; `fault` is its own name for it.
    case unusable(path: String, fault: String)
}

extension HistoryDatabaseError: CustomStringConvertible {
    /// One sentence with what mends it.
    package var description: String {
        switch self {
        case .locked(let path):
            "the history database \(path) is locked by another process; stop that process or set another history.path"
        case .notADatabase(let path):
            "\(path) is not an SQLite database or is damaged; move it away or set another history.path"
        case .noPermission(let path):
            "no permission to read and write \(path); change its owner or mode, or set another history.path"
        case .directoryMissing(let path):
            "the directory \(path) does not exist; make it or set another history.path"
        case .diskFull(let path):
            "the disk is full, so nothing can be written to the history database \(path); free some space"
        case .newerVersion(let path):
            "the history database \(path) is of a newer version; update this program or set another history.path"
        case .unusable(let path, let fault):
            "the history database \(path) cannot be used (\(fault)); set another history.path if this stays"
        }
    }
}

extension HistoryDatabaseError {
    /// Sorts any error that came out of a use of the database at `path`.
    init(_ error: any Error, path: String) {
        switch error {
        case let known as HistoryDatabaseError: self = known
        case let error as DatabaseError: self.init(resultCode: error.resultCode, path: path)
        default: self = .unusable(path: path, fault: "\(type(of: error))")
        }
    }

    private init(resultCode: ResultCode, path: String) {
        switch resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path: path)
        case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: self = .noPermission(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        // Result codes are an open set of numbers, so there must be a default.
        default: self = .unusable(path: path, fault: resultCode.description)
        }
    }
}
