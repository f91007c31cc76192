/// Credentials that a command prints: `credential_process` of a profile.
///
/// - Note: Source: AWS SDKs and Tools Reference Guide, "Process credential provider"; botocore 1.43.11.
struct ProcessSource: Sendable, Hashable {
    /// The profile, for errors.
    let profile: String
    /// The command line as it stands in the file.
    let command: String

    /// Longest run.
    ///
    /// Some commands wait for the user in a browser; a little below the limit of the whole search, so that
    /// the error names the command.
    private static let timeout = Duration.seconds(55)

    /// The command of `profile`; `nil` if it has none.
    init?(_ profile: AWSProfile) {
        guard let command = profile["credential_process"] else { return nil }
        self.profile = profile.name
        self.command = command
    }

    /// Runs the command and reads what it printed.
    func credentials(in environment: AWSEnvironment) async throws(AWSCredentialError) -> AWSCredentials {
        guard let words = ShellWords.split(command), let executable = words.first, !executable.isEmpty else {
            throw .commandNotRun(profile: profile, reason: .unreadable)
        }
        let process = AWSProcess(
            executable: executable,
            arguments: Array(words.dropFirst()),
            variables: environment.variables,
            timeout: Self.timeout
        )
        let result = try await run(process, in: environment)
        guard result.status == 0 else {
            throw .commandFailed(
                profile: profile,
                status: result.status,
                excerpt: ErrorExcerpt.text(of: result.errorOutput)
            )
        }
        return try Self.credentials(in: result.output)
    }

    private func run(
        _ process: AWSProcess,
        in environment: AWSEnvironment
    ) async throws(AWSCredentialError) -> AWSProcessResult {
        do {
            let result = try await environment.run(process)
            guard result.output.count <= AWSProcess.outputLimit else { throw AWSProcessError.outputTooLarge }
            return result
        } catch let error as AWSProcessError {
            throw .commandNotRun(profile: profile, reason: Self.reason(error))
        } catch {
            throw Task.isCancelled ? .cancelled : .commandNotRun(profile: profile, reason: .notFound)
        }
    }

    private static func credentials(in output: [UInt8]) throws(AWSCredentialError) -> AWSCredentials {
        guard let answer = AWSAnswer(output), answer.number("Version") == 1 else { throw .malformed(.process) }
        return try AWSCredentials(
            answer: answer,
            source: .process,
            tokenName: "SessionToken",
            expirationRequired: false
        )
    }

    private static func reason(_ error: AWSProcessError) -> AWSCredentialError.CommandProblem {
        switch error {
        case .notFound: .notFound
        case .timedOut: .timedOut
        case .outputTooLarge: .outputTooLarge
        }
    }
}
