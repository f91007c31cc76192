import Crypto

/// The key that signs for one day, region and service, with the steps that lead to it.
struct SigV4Key: Sendable {
    /// HMAC("AWS4" + secret, date).
    let date: SymmetricKey
    /// HMAC(date key, region).
    let region: SymmetricKey
    /// HMAC(region key, service).
    let service: SymmetricKey
    /// HMAC(service key, "aws4_request"): the one that signs.
    let signing: SymmetricKey

    /// Derives the keys for the UTC day `day` (`yyyyMMdd`).
    init(secret: Secret, date day: String, scope: SigV4Scope) {
        date = Self.derive(SymmetricKey(data: Array("AWS4\(secret.reveal())".utf8)), day)
        region = Self.derive(date, scope.region)
        service = Self.derive(region, scope.service)
        signing = Self.derive(service, "aws4_request")
    }

    /// Lower-case hexadecimal HMAC of `text` under the signing key.
    func signature(of text: String) -> String {
        LowercaseHex.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: signing))
    }

    private static func derive(_ key: SymmetricKey, _ text: String) -> SymmetricKey {
        SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }
}
