import Crypto

/// Checks the authorisation of a request as AWS does.
///
/// Source: AWS Signature Version 4, "Create a signed AWS API request", seen 2026-11-22; error texts as AWS services send
/// them.
struct SignatureVerifier {
    let accepted: AcceptedCredentials
    /// Seconds since 1970.
    let now: Int64

    /// Why the request is refused, or `nil`.
    func refusal(of request: RecordedRequest) -> ErrorResponse? {
        guard let header = request.header("authorization") else {
            return forbidden("MissingAuthenticationTokenException", "Missing Authentication Token")
        }
        if header.hasPrefix("Bearer ") { return refusal(ofBearer: String(header.dropFirst(7))) }
        guard let authorization = SignatureHeader(header) else {
            return forbidden(
                "IncompleteSignatureException",
                "Authorization header requires the parts of AWS4-HMAC-SHA256."
            )
        }
        return refusal(of: request, authorization)
    }

    private func refusal(ofBearer token: String) -> ErrorResponse? {
        guard !accepted.bearerTokens.contains(token) else { return nil }
        return forbidden("AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.")
    }

    private func refusal(of request: RecordedRequest, _ authorization: SignatureHeader) -> ErrorResponse? {
        guard let key = accepted.keys.first(where: { $0.accessKeyID == authorization.accessKeyID }) else {
            return .unrecognizedClient
        }
        guard let time = request.header("x-amz-date"), let signedAt = WallClock.epoch(amzDate: time) else {
            return forbidden("IncompleteSignatureException", "Authorization header requires existence of 'X-Amz-Date'.")
        }
        let refusal =
            scopeRefusal(authorization, time)
            ?? ageRefusal(time, signedAt)
            ?? headerRefusal(authorization, request)
            ?? signatureRefusal(request, authorization, key, time)
        return refusal ?? tokenRefusal(request, key)
    }

    private func scopeRefusal(_ authorization: SignatureHeader, _ time: String) -> ErrorResponse? {
        if let region = accepted.region, authorization.region != region {
            return invalid("Credential should be scoped to a valid region. ")
        }
        if authorization.service != accepted.service {
            return invalid("Credential should be scoped to correct service: '\(accepted.service)'. ")
        }
        if authorization.date != time.prefix(8) {
            return invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.")
        }
        return nil
    }

    private func ageRefusal(_ time: String, _ signedAt: Int64) -> ErrorResponse? {
        let minutes = accepted.tolerance / 60
        if signedAt < now - accepted.tolerance {
            let limit = WallClock.amzDate(now - accepted.tolerance)
            return invalid(
                "Signature expired: \(time) is now earlier than \(limit) (\(WallClock.amzDate(now)) - \(minutes) min.)"
            )
        }
        if signedAt > now + accepted.tolerance {
            let limit = WallClock.amzDate(now + accepted.tolerance)
            return invalid(
                "Signature not yet current: \(time) is still later than \(limit) (\(WallClock.amzDate(now)) + "
                    + "\(minutes) min.)"
            )
        }
        return nil
    }

    /// Headers that have to be signed, and names that are signed but not there.
    private func headerRefusal(_ authorization: SignatureHeader, _ request: RecordedRequest) -> ErrorResponse? {
        guard authorization.signedHeaders.contains("host") else {
            return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
        }
        let amazonHeaders = request.headers.map { $0.name.lowercased() }.filter { $0.hasPrefix("x-amz-") }
        if let missing = amazonHeaders.first(where: { !authorization.signedHeaders.contains($0) }) {
            return invalid("'\(missing)' must be a 'SignedHeader' in the AWS Authorization.")
        }
        return nil
    }

    private func signatureRefusal(
        _ request: RecordedRequest,
        _ authorization: SignatureHeader,
        _ key: AcceptedCredentials.Key,
        _ time: String
    ) -> ErrorResponse? {
        let canonical = CanonicalRequest(request, signedHeaders: authorization.signedHeaders).text
        let text = "AWS4-HMAC-SHA256\n\(time)\n\(authorization.scope)\n\(Self.hash(Array(canonical.utf8)))"
        let signature = Self.signature(of: text, authorization, secret: key.secretAccessKey)
        guard signature != authorization.signature else { return nil }
        return invalid(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
                + "Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for "
                + "this request should have been\n'\(canonical)'\n\nThe String-to-Sign should have been\n'\(text)'\n"
        )
    }

    private func tokenRefusal(_ request: RecordedRequest, _ key: AcceptedCredentials.Key) -> ErrorResponse? {
        guard request.header("x-amz-security-token") == key.sessionToken else { return .unrecognizedClient }
        return key.isExpired ? .expiredToken : nil
    }

    private func invalid(_ message: String) -> ErrorResponse { forbidden("InvalidSignatureException", message) }

    private func forbidden(_ type: String, _ message: String) -> ErrorResponse { .exception(403, type, message) }
}

/// The arithmetic.
extension SignatureVerifier {
    static func hash(_ bytes: [UInt8]) -> String { Hex.encode(SHA256.hash(data: bytes)) }

    static func signature(of text: String, _ authorization: SignatureHeader, secret: String) -> String {
        let parts = [authorization.date, authorization.region, authorization.service, "aws4_request"]
        let key = parts.reduce(Array("AWS4\(secret)".utf8)) { key, part in code(key, part) }
        return Hex.encode(code(key, text))
    }

    private static func code(_ key: [UInt8], _ text: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
    }
}
