import Foundation

/// The file system, the process environment and the terminal, as far as the configuration needs them.
package struct LocalFiles: Sendable {
    /// Reads a text file whole, up to a number of bytes.
    package let read: @Sendable (_ path: String, _ limit: Int) throws(FileProblem) -> String

    /// For tests, which have no files.
    package init(read: @escaping @Sendable (_ path: String, _ limit: Int) throws(FileProblem) -> String) {
        self.read = read
    }

    /// The files of this machine.
    package static let live = LocalFiles { path, limit throws(FileProblem) in try readText(path, limit: limit) }

    /// What the process was given.
    package static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Writes text to standard output.
    package static func writeToStandardOutput(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// Writes a new file that only its owner may read (mode 0600).
    ///
    /// - Parameters:
    ///   - path: Where.
    ///   - contents: What.
    ///   - replaces: Takes the place of a file that is there, in one step: nobody sees half of it.
    /// - Throws: ``FileProblem/exists`` if there is one and it may not be replaced.
    package static func create(_ path: String, contents: String, replaces: Bool) throws(FileProblem) {
        let target = replaces ? "\(path).\(ProcessInfo.processInfo.processIdentifier).new" : path
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw lastProblem() }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(contents.utf8))
            try handle.close()
        } catch {
            unlink(target)
            throw .failed("the disk may be full")
        }
        guard !replaces || rename(target, path) == 0 else {
            let problem = lastProblem()
            unlink(target)
            throw problem
        }
    }

    private static func readText(_ path: String, limit: Int) throws(FileProblem) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw lastProblem() }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
        guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else { throw .failed("read error") }
        guard data.count <= limit else { throw .tooLarge(limit: limit) }
        guard let text = String(validating: data, as: UTF8.self) else { throw .notText }
        return text
    }

    private static func lastProblem() -> FileProblem {
        switch errno {
        case ENOENT, ENOTDIR: .missing
        case EISDIR: .isDirectory
        case EEXIST: .exists
        default: .failed(String(cString: strerror(errno)))
        }
    }
}
