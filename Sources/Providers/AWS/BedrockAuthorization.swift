import HTTPTypes

/// How requests to Bedrock prove who sends them.
public enum BedrockAuthorization: Sendable {
    /// An API key, sent as it is.
    case bearer(Secret)
    /// A signature with credentials from the cache.
    case sigV4(CredentialCache, SigV4Signer)

    /// Age up to which credentials count as fresh after a refusal, in seconds; a burst of refusals asks the source once.
    static let freshAge = 1

    /// Decides from settings and environment: an API key wins unless the settings hold keys.
    ///
    /// - Throws: `invalidSetting` for an API key that cannot be sent.
    /// - Note: Source: botocore 1.43.11 prefers `AWS_BEARER_TOKEN_BEDROCK` unless credentials were given in code.
    public static func detect(
        settings: AWSCredentialSettings,
        environment: AWSEnvironment
    ) throws(AWSCredentialError) -> BedrockAuthorization {
        guard settings.accessKeyID == nil, settings.secretAccessKey == nil,
            let token = environment.variables.nonEmpty(variable)
        else {
            return .sigV4(CredentialCache(settings: settings, environment: environment), SigV4Signer())
        }
        guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .invalidSetting(name: variable, requirement: "a key without spaces and line breaks")
        }
        return .bearer(Secret(token))
    }

    /// Adds what proves the sender, as the last step before the request is sent.
    ///
    /// - Parameters:
    ///   - request: The request; an older proof is replaced.
    ///   - scope: Region and service of the upstream.
    ///   - adjustments: `freshCredentials` asks the source again, `clockOffset` signs with the upstream's clock.
    /// - Throws: An ``UpstreamFailure`` that says why there are no credentials.
    public func authorize(
        _ request: inout UpstreamRequest,
        for scope: SigV4Scope,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) {
        switch self {
        case .bearer(let token):
            request.headers[.authorization] = "Bearer \(token.reveal())"
            request.signer = nil
        case .sigV4(let cache, let signer):
            let credentials = try await Self.credentials(of: cache, fresh: adjustments.contains(.freshCredentials))
            let time = cache.now() + Self.offset(adjustments)
            try signer.sign(&request, with: credentials, for: scope, at: time)
            request.signer = credentials.accessKeyID
        }
    }

    /// Whether there is a source that may have other credentials once these are refused.
    var hasSource: Bool {
        switch self {
        case .bearer: false
        case .sigV4: true
        }
    }

    private static func credentials(
        of cache: CredentialCache,
        fresh: Bool
    ) async throws(UpstreamFailure) -> AWSCredentials {
        do throws(AWSCredentialError) {
            return fresh ? try await cache.credentials(gotWithin: freshAge) : try await cache.credentials()
        } catch {
            throw error.upstreamFailure
        }
    }

    private static func offset(_ adjustments: Set<RequestAdjustment>) -> Int {
        for case .clockOffset(let seconds) in adjustments { return seconds }
        return 0
    }

    private static let variable = "AWS_BEARER_TOKEN_BEDROCK"
}
