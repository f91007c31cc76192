/// One signature with the texts it was computed from.
///
/// Holds no secret but the session token's line of ``request``.
struct SigV4Signature: Sendable {
    /// The request in canonical form.
    let request: SigV4CanonicalRequest
    /// Lower-case hexadecimal SHA-256 of the body.
    let payloadHash: String
    /// What is signed: algorithm, time, scope and the hash of the canonical request.
    let stringToSign: String
    /// Lower-case hexadecimal HMAC-SHA256.
    let signature: String
    /// Value of the `Authorization` header.
    let authorization: String
}
