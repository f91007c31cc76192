/// The names that AWS gives to errors, as far as they are told apart.
///
/// - Note: Source: service model `bedrock-runtime` and retry data of botocore 1.44.5; common errors of AWS
///   (https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html), seen 2026-11-22.
enum BedrockErrorType: CaseIterable, Sendable {
    case accessDenied, conflict, expiredToken, incompleteSignature, internalServer, invalidClientToken, invalidSignature
    case missingAuthenticationToken, modelError, modelNotReady, modelStreamError, modelTimeout, optInRequired
    case requestEntityTooLarge, requestExpired, requestTimeTooSkewed, requestTimeout, resourceNotFound
    case serviceQuotaExceeded, serviceUnavailable, throttling, validation

    /// Reads a name as it comes in a header, a body or a frame; `nil` if it is not known.
    ///
    /// A namespace before `#` and an address behind `:` are cut off; the case of letters and an ending `Exception` make no
    /// difference.
    init?(name: String) {
        var word = Self.bare(name).lowercased()
        if word.hasSuffix("exception") { word.removeLast("exception".count) }
        guard let type = Self.allCases.first(where: { $0.words.contains(word) }) else { return nil }
        self = type
    }

    /// The name without its namespace and without the address that AWS adds: `ThrottlingException`.
    static func bare(_ name: String) -> String {
        let word = name.prefix { $0 != ":" }
        return String(word.split(separator: "#").last ?? "")
    }

    /// The names, in lower case and without their ending.
    private var words: [String] {
        switch self {
        case .accessDenied: ["accessdenied", "unauthorizedoperation"]
        case .conflict: ["conflict"]
        case .expiredToken: ["expiredtoken", "tokenexpired", "tokenrefreshrequired"]
        case .incompleteSignature: ["incompletesignature"]
        case .internalServer: ["internalserver", "internalservererror", "internalfailure", "internalerror"]
        case .invalidClientToken: ["unrecognizedclient", "invalidclienttokenid"]
        case .invalidSignature: ["invalidsignature", "signaturedoesnotmatch"]
        case .missingAuthenticationToken: ["missingauthenticationtoken"]
        case .modelError: ["modelerror"]
        case .modelNotReady: ["modelnotready"]
        case .modelStreamError: ["modelstreamerror"]
        case .modelTimeout: ["modeltimeout"]
        case .optInRequired: ["optinrequired"]
        case .requestEntityTooLarge: ["requestentitytoolarge"]
        case .requestExpired: ["requestexpired"]
        case .requestTimeTooSkewed: ["requesttimetooskewed", "requestinthefuture"]
        case .requestTimeout: ["requesttimeout"]
        case .resourceNotFound: ["resourcenotfound", "unknownoperation"]
        case .serviceQuotaExceeded: ["servicequotaexceeded"]
        case .serviceUnavailable: ["serviceunavailable"]
        case .throttling:
            [
                "throttling", "throttled", "requestthrottled", "toomanyrequests", "requestlimitexceeded",
                "limitexceeded", "slowdown", "provisionedthroughputexceeded", "bandwidthlimitexceeded",
            ]
        case .validation: ["validation"]
        }
    }
}
