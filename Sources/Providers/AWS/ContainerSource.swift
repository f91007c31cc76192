import HTTPTypes

/// Credentials of the task or pod that the proxy runs in (ECS, EKS Pod Identity).
///
/// - Note: Source: AWS SDKs and Tools Reference Guide, "Container credential provider"; botocore 1.43.11.
struct ContainerSource: Sendable, Hashable {
    private let url: String
    private let tokenFile: String?
    private let token: Secret?

    /// Longest wait for one answer; the endpoint is on the same machine.
    private static let timeout = Duration.seconds(2)
    /// Requests made before giving up, in all.
    private static let tries = 3
    /// Pause between two requests; an agent that restarts is back within seconds.
    private static let pause = Duration.milliseconds(500)

    /// The endpoint that the environment names; `nil` if it names none.
    ///
    /// - Throws: `invalidSetting` for an address that the token must not be sent to.
    init?(_ variables: [String: String]) throws(AWSCredentialError) {
        if let path = variables.nonEmpty(Self.relative) {
            guard path.hasPrefix("/"), WireAddress(Self.host + path) != nil else {
                throw .invalidSetting(name: Self.relative, requirement: "a path that begins with a slash")
            }
            url = Self.host + path
        } else if let address = variables.nonEmpty(Self.full) {
            guard let parts = WireAddress(address), Self.isAllowed(parts) else {
                throw .invalidSetting(name: Self.full, requirement: "an https address or one of this machine")
            }
            url = address
        } else {
            return nil
        }
        tokenFile = variables.nonEmpty("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
        token = variables.nonEmpty("AWS_CONTAINER_AUTHORIZATION_TOKEN").map(Secret.init)
    }

    /// Asks the endpoint; a failure to answer, a server's error and an unreadable answer are tried again.
    func credentials(in environment: AWSEnvironment) async throws(AWSCredentialError) -> AWSCredentials {
        let request = AWSHTTPRequest(
            method: .get,
            url: url,
            headers: try headers(environment),
            timeout: Self.timeout
        )
        var last = AWSCredentialError.unreachable(.container)
        for attempt in 1...Self.tries {
            do throws(AWSCredentialError) {
                return try Self.credentials(in: try await environment.send(request, for: .container))
            } catch {
                guard Self.mayPass(error) else { throw error }
                last = error
            }
            if attempt < Self.tries { try await Self.pause(in: environment) }
        }
        throw last
    }

    private func headers(_ environment: AWSEnvironment) throws(AWSCredentialError) -> HTTPFields {
        var headers: HTTPFields = [.accept: "application/json"]
        if let token = try authorization(environment) { headers[.authorization] = token.reveal() }
        return headers
    }

    private func authorization(_ environment: AWSEnvironment) throws(AWSCredentialError) -> Secret? {
        guard let tokenFile else { return try Self.checked(token, "AWS_CONTAINER_AUTHORIZATION_TOKEN") }
        guard let bytes = try environment.file(tokenFile) else { throw .missingFile(path: tokenFile) }
        let text = Secret(String(decoding: bytes, as: UTF8.self))
        return try Self.checked(text, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
    }

    /// Refuses a token that would end the header line and begin another.
    private static func checked(_ token: Secret?, _ name: String) throws(AWSCredentialError) -> Secret? {
        guard token?.reveal().utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) ?? true else {
            throw .invalidSetting(name: name, requirement: "a token without line breaks")
        }
        return token
    }

    private static func credentials(in answer: AWSHTTPResponse) throws(AWSCredentialError) -> AWSCredentials {
        guard answer.status == 200 else {
            let excerpt = AWSAnswer(answer.body)?.text("message") ?? ""
            throw .refused(.container, status: answer.status, excerpt: ErrorExcerpt.text(of: excerpt.utf8))
        }
        guard let object = AWSAnswer(answer.body) else { throw .malformed(.container) }
        return try AWSCredentials(
            answer: object,
            source: .container,
            tokenName: "Token",
            expirationRequired: false
        )
    }

    private static func mayPass(_ error: AWSCredentialError) -> Bool {
        if case .refused(_, let status, _) = error { return status >= 500 || status == 429 }
        return error == .unreachable(.container) || error == .malformed(.container)
    }

    private static func pause(in environment: AWSEnvironment) async throws(AWSCredentialError) {
        do { try await environment.sleep(pause) } catch { throw .cancelled }
    }

    /// TLS protects the token anywhere; without it only this machine and the two well-known endpoints may get it.
    private static func isAllowed(_ address: WireAddress) -> Bool {
        let host = address.host.lowercased()
        return address.scheme == "https" || hosts.contains(host) || isLoopback(host)
    }

    private static func isLoopback(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { $0.count <= 3 && UInt8($0) != nil }
    }

    private static let host = "http://169.254.170.2"
    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let hosts: Set<String> = [
        "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]",
    ]
}
