import HTTPTypes

/// Credentials of the role of the EC2 instance that the proxy runs on, by the session-oriented protocol (IMDSv2).
///
/// - Note: Source: Amazon EC2 User Guide, "Use the Instance Metadata Service"; botocore 1.43.11.
struct InstanceMetadataSource: Sendable, Hashable {
    private let base: String
    private let mayUseVersion1: Bool

    /// Longest wait for one answer; elsewhere than on EC2 nobody answers at this address.
    private static let timeout = Duration.seconds(1)
    /// Longest role name taken, in bytes; IAM allows 64.
    private static let roleLimit = 128

    /// The service that the environment names, or the well-known one; `nil` if the environment switches it off.
    ///
    /// - Throws: `invalidSetting` for an override that is no address.
    init?(_ variables: [String: String]) throws(AWSCredentialError) {
        guard !Self.isTrue(variables, "AWS_EC2_METADATA_DISABLED") else { return nil }
        mayUseVersion1 = !Self.isTrue(variables, "AWS_EC2_METADATA_V1_DISABLED")
        base = try Self.base(variables)
    }

    /// Asks the service; `nil` if nobody answers there or the instance has no role.
    func credentials(in environment: AWSEnvironment) async throws(AWSCredentialError) -> AWSCredentials? {
        var headers = HTTPFields()
        headers[.metadataToken] = try await token(environment)?.reveal()
        guard let role = try await role(headers, environment),
            let answer = try await get(Self.path + PercentEncoding.encode(role.utf8), headers, environment)
        else { return nil }
        guard let object = AWSAnswer(answer) else { throw .malformed(.instanceMetadata) }
        guard object.text("Code") == "Success" else {
            let code = object.text("Code") ?? ""
            throw .refused(.instanceMetadata, status: 200, excerpt: ErrorExcerpt.text(of: code.utf8))
        }
        return try AWSCredentials(
            answer: object,
            source: .instanceMetadata,
            tokenName: "Token",
            expirationRequired: true
        )
    }

    /// The session token; `nil` means to go on with version 1.
    private func token(_ environment: AWSEnvironment) async throws(AWSCredentialError) -> Secret? {
        let request = AWSHTTPRequest(
            method: .put,
            url: base + "/latest/api/token",
            headers: [.metadataTokenLifetime: "21600"],
            timeout: Self.timeout
        )
        let answer: AWSHTTPResponse
        do throws(AWSCredentialError) {
            answer = try await environment.send(request, for: .instanceMetadata)
        } catch {
            guard mayUseVersion1, error == .unreachable(.instanceMetadata) else { throw error }
            return nil
        }
        let token = String(decoding: answer.body, as: UTF8.self)
        if answer.status == 200, HTTPField.isValidValue(token), !token.isEmpty { return Secret(token) }
        guard mayUseVersion1, [403, 404, 405].contains(answer.status) else {
            throw .refused(.instanceMetadata, status: answer.status, excerpt: "")
        }
        return nil
    }

    /// The name of the instance's role: the first line of the list.
    private func role(
        _ headers: HTTPFields,
        _ environment: AWSEnvironment
    ) async throws(AWSCredentialError) -> String? {
        guard let list = try await get(Self.path, headers, environment) else { return nil }
        let line = String(decoding: list, as: UTF8.self).split(whereSeparator: \.isWhitespace).first
        guard let line, line.utf8.count <= Self.roleLimit else { return nil }
        return String(line)
    }

    /// The body of a 200; `nil` for any other answer and for none.
    private func get(
        _ path: String,
        _ headers: HTTPFields,
        _ environment: AWSEnvironment
    ) async throws(AWSCredentialError) -> [UInt8]? {
        let request = AWSHTTPRequest(method: .get, url: base + path, headers: headers, timeout: Self.timeout)
        do throws(AWSCredentialError) {
            let answer = try await environment.send(request, for: .instanceMetadata)
            return answer.status == 200 ? answer.body : nil
        } catch {
            guard error == .unreachable(.instanceMetadata) else { throw error }
            return nil
        }
    }

    private static func base(_ variables: [String: String]) throws(AWSCredentialError) -> String {
        let name = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        if let endpoint = variables.nonEmpty(name) {
            let base = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
            guard let address = WireAddress(base), address.query.isEmpty else {
                throw .invalidSetting(name: name, requirement: "an http address")
            }
            return base
        }
        let mode = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"
        switch variables.nonEmpty(mode)?.lowercased() {
        case nil, "ipv4": return "http://169.254.169.254"
        case "ipv6": return "http://[fd00:ec2::254]"
        default: throw .invalidSetting(name: mode, requirement: "IPv4 or IPv6")
        }
    }

    private static func isTrue(_ variables: [String: String], _ name: String) -> Bool {
        variables.nonEmpty(name)?.lowercased() == "true"
    }

    private static let path = "/latest/meta-data/iam/security-credentials/"
}

extension HTTPField.Name {
    fileprivate static let metadataToken = literal("x-aws-ec2-metadata-token")
    fileprivate static let metadataTokenLifetime = literal("x-aws-ec2-metadata-token-ttl-seconds")
}
