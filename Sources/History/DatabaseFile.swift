#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The database as a file: made before SQLite sees it, so that nobody else could ever read it.
///
/// SQLite gives its `-wal` and `-shm` files the mode the database has; a test holds that.
struct DatabaseFile {
    private static let fileMode: mode_t = 0o600
    private static let directoryMode: mode_t = 0o700

    let path: String

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the file and its directory where they are missing, and closes them to everybody but the owner.
    func prepare() throws(HistoryDatabaseError) {
        try makeDirectory()
        try makeFile()
        for companion in [path, "\(path)-wal", "\(path)-shm"] {
            // Refused only where somebody else owns the file or it has no modes; then the mode is not ours to choose.
            _ = chmod(companion, Self.fileMode)
        }
        guard access(path, R_OK | W_OK) == 0 else { throw .noPermission(path: path) }
    }

    private func makeDirectory() throws(HistoryDatabaseError) {
        guard mkdir(directory, Self.directoryMode) != 0 else { return }
        switch errno {
        case EEXIST: return
        case EACCES, EPERM, EROFS: throw .noPermission(path: directory)
        case ENOSPC, EDQUOT: throw .diskFull(path: directory)
        default: throw .directoryMissing(path: directory)
        }
    }

    /// Never opens a file that is there: closing it would give up the locks this process may hold on it.
    private func makeFile() throws(HistoryDatabaseError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, Self.fileMode)
        guard descriptor < 0 else {
            _ = close(descriptor)
            return
        }
        switch errno {
        case EEXIST: try checkKind()
        case ENOENT, ENOTDIR: throw .directoryMissing(path: directory)
        case ENOSPC, EDQUOT: throw .diskFull(path: path)
        default: throw .noPermission(path: path)
        }
    }

    private func checkKind() throws(HistoryDatabaseError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .noPermission(path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notADatabase(path: path) }
    }
}
