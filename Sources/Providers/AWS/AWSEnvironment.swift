/// Everything outside that the search for credentials touches, as closures, so that each source can be tested alone.
public struct AWSEnvironment: Sendable {
    /// The process environment.
    public var variables: [String: String]
    /// The user's home directory, without a trailing slash; `nil` if there is none.
    public var homeDirectory: String?
    /// Reads a whole file of at most ``fileLimit`` bytes (one more tells that it is longer); `nil` if it does not exist.
    public var readFile: @Sendable (_ path: String) throws -> [UInt8]?
    /// Replaces a file in one step; the new one is readable by its owner only (mode 0600).
    public var writeFile: @Sendable (_ path: String, _ bytes: [UInt8]) throws -> Void
    /// Runs a command to its end; throws ``AWSProcessError``.
    public var run: @Sendable (AWSProcess) async throws -> AWSProcessResult
    /// Sends a request and reads the whole answer, whatever its status.
    public var http: @Sendable (AWSHTTPRequest) async throws -> AWSHTTPResponse
    /// Seconds since 1970-01-01T00:00:00Z.
    public var now: @Sendable () -> Int
    /// Waits; throws at once when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Largest file that is read, in bytes; a config file with a thousand profiles has about 300 kB.
    public static let fileLimit = 1024 * 1024

    /// Puts an environment together.
    public init(
        variables: [String: String],
        homeDirectory: String?,
        readFile: @escaping @Sendable (_ path: String) throws -> [UInt8]?,
        writeFile: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) throws -> Void,
        run: @escaping @Sendable (AWSProcess) async throws -> AWSProcessResult,
        http: @escaping @Sendable (AWSHTTPRequest) async throws -> AWSHTTPResponse,
        now: @escaping @Sendable () -> Int,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.variables = variables
        self.homeDirectory = homeDirectory
        self.readFile = readFile
        self.writeFile = writeFile
        self.run = run
        self.http = http
        self.now = now
        self.sleep = sleep
    }
}

extension AWSEnvironment {
    /// The file's bytes, `nil` if it does not exist; a leading `~/` is the home directory.
    func file(_ path: String) throws(AWSCredentialError) -> [UInt8]? {
        guard let expanded = expand(path) else { return nil }
        let bytes: [UInt8]?
        do { bytes = try readFile(expanded) } catch { throw .unreadableFile(path: path) }
        guard bytes?.count ?? 0 <= Self.fileLimit else { throw .fileTooLarge(path: path, limit: Self.fileLimit) }
        return bytes
    }

    /// `path` with the home directory for a leading `~/`; `nil` if that is needed and not known.
    func expand(_ path: String) -> String? {
        guard path.hasPrefix("~/") else { return path }
        return homeDirectory.map { $0 + path.dropFirst() }
    }

    /// Sends a request for `source`; a failure to get any answer is told as one of that source.
    func send(
        _ request: AWSHTTPRequest,
        for source: AWSCredentials.Source
    ) async throws(AWSCredentialError) -> AWSHTTPResponse {
        do {
            let answer = try await http(request)
            guard answer.body.count <= AWSHTTPRequest.answerLimit else { throw AWSCredentialError.malformed(source) }
            return answer
        } catch let error as AWSCredentialError {
            throw error
        } catch {
            // The client's own error text may hold the address with its query; what it adds is in the client's log.
            throw Task.isCancelled ? .cancelled : .unreachable(source)
        }
    }
}

extension [String: String] {
    /// The value of a variable or key; `nil` if it is missing, empty or blank.
    func nonEmpty(_ name: String) -> String? {
        guard let value = self[name], value.contains(where: { !$0.isWhitespace }) else { return nil }
        return value
    }
}

extension AWSEnvironment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A fixed word; the variables may hold keys.
    public var description: String { "AWS environment" }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
