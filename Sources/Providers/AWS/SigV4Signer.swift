import Crypto
public import HTTPTypes
public import NIOCore

/// Signs HTTP requests for AWS with Signature Version 4.
///
/// Give it the request as the last step, after every change to headers and body, and again for every retry. Pure but for
/// a table of derived keys, which copies of a signer share.
/// - Note: Source: AWS General Reference, "Create a signed AWS API request"; behaviour of botocore 1.43.11.
public struct SigV4Signer: Sendable {
    private let keys = SigV4KeyCache()

    /// Makes a signer with an empty table of keys.
    public init() {}

    /// Adds the signature to `request`, replacing an older one.
    ///
    /// Of the headers only `host`, `content-type`, `x-amz-date`, `x-amz-security-token` and `x-amzn-bedrock-*` are
    /// signed: what an HTTP client adds on its own cannot break the signature then.
    /// - Parameters:
    ///   - request: The request as it will be sent.
    ///   - credentials: The keys to sign with.
    ///   - scope: Region and service of the upstream.
    ///   - time: Seconds since 1970-01-01T00:00:00Z, by the upstream's clock where it is known to differ.
    /// - Throws: `misconfigured` if the address cannot be taken apart.
    public func sign(
        _ request: inout UpstreamRequest,
        with credentials: AWSCredentials,
        for scope: SigV4Scope,
        at time: Int
    ) throws(UpstreamFailure) {
        for name in [HTTPField.Name.amzDate, .amzSecurityToken, .authorization] { request.headers[fields: name] = [] }
        var signed = HTTPFields()
        for field in request.headers where Self.isSigned(field.name) { signed.append(field) }
        let added = try headers(
            method: request.method,
            url: request.url,
            signing: signed,
            body: request.body,
            credentials: credentials,
            scope: scope,
            time: time
        )
        request.headers.append(contentsOf: added)
    }

    /// The headers that sign a request: `X-Amz-Date`, `X-Amz-Security-Token` for temporary keys, and `Authorization`.
    ///
    /// - Parameters:
    ///   - method: Request method.
    ///   - url: The address exactly as it goes on the wire.
    ///   - headers: Every header to sign besides `host` and those returned.
    ///   - body: The body exactly as it is sent.
    ///   - credentials: The keys to sign with.
    ///   - scope: Region and service of the upstream.
    ///   - time: Seconds since 1970-01-01T00:00:00Z.
    /// - Returns: Headers to add.
    /// - Throws: `misconfigured` if the address cannot be taken apart.
    public func headers(
        method: HTTPRequest.Method,
        url: String,
        signing headers: HTTPFields,
        body: ByteBuffer,
        credentials: AWSCredentials,
        scope: SigV4Scope,
        time: Int
    ) throws(UpstreamFailure) -> HTTPFields {
        guard let address = WireAddress(url) else {
            throw UpstreamFailure(.misconfigured, "The upstream address is not an http or https address with a host.")
        }
        let timestamp = UTCTime(epochSeconds: time).basicTimestamp
        var added = HTTPFields()
        added[.amzDate] = timestamp
        added[.amzSecurityToken] = credentials.sessionToken?.reveal()
        var signed = headers
        signed.append(contentsOf: added)
        added[.authorization] =
            signature(
                method: method,
                address: address,
                headers: signed,
                body: body,
                credentials: credentials,
                scope: scope,
                timestamp: timestamp
            ).authorization
        return added
    }

    /// Computes the signature; `headers` already hold the date and the token.
    func signature(
        method: HTTPRequest.Method,
        address: WireAddress,
        headers: HTTPFields,
        body: ByteBuffer,
        credentials: AWSCredentials,
        scope: SigV4Scope,
        timestamp: String
    ) -> SigV4Signature {
        let date = String(timestamp.prefix(8))
        let payloadHash = Self.sha256(body)
        let request = SigV4CanonicalRequest(
            method: method,
            address: address,
            headers: headers,
            payloadHash: payloadHash
        )
        let credentialScope = scope.credentialScope(date: date)
        let requestHash = LowercaseHex.text(SHA256.hash(data: Array(request.text.utf8)))
        let stringToSign = [Self.algorithm, timestamp, credentialScope, requestHash].joined(separator: "\n")
        let signature = keys.key(secret: credentials.secretAccessKey, date: date, scope: scope)
            .signature(of: stringToSign)
        return SigV4Signature(
            request: request,
            payloadHash: payloadHash,
            stringToSign: stringToSign,
            signature: signature,
            authorization: "\(Self.algorithm) Credential=\(credentials.accessKeyID)/\(credentialScope), "
                + "SignedHeaders=\(request.signedHeaders), Signature=\(signature)"
        )
    }

    private static let algorithm = "AWS4-HMAC-SHA256"

    /// Hashes the readable bytes in place; a prompt can be megabytes long.
    private static func sha256(_ body: ByteBuffer) -> String {
        var hash = SHA256()
        body.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
        return LowercaseHex.text(hash.finalize())
    }

    private static func isSigned(_ name: HTTPField.Name) -> Bool {
        name == .contentType || name.canonicalName.hasPrefix("x-amzn-bedrock-")
    }
}

extension HTTPField.Name {
    /// Time of the signature.
    static let amzDate = literal("X-Amz-Date")
    /// Session token of temporary keys.
    static let amzSecurityToken = literal("X-Amz-Security-Token")

    /// A header name written in code; a name that is no token is a mistake of ours.
    static func literal(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(name)") else { preconditionFailure("not a header name: \(name)") }
        return name
    }
}
