import NIOSSL

/// An authority and a certificate for `localhost` and `upstream.test`, made for these tests and good for nothing else; valid until 2120.
///
/// Made with Python's `cryptography` on the curve P-256. The authority's own key was thrown away.
enum TestCertificates {
    /// Believes the test authority.
    static var trustRoots: NIOSSLTrustRoots {
        get throws { .certificates([try NIOSSLCertificate(bytes: Array(authority.utf8), format: .pem)]) }
    }

    /// TLS of a server that has the certificate.
    static var server: NIOSSLContext {
        get throws { try server(atMost: .tlsv13) }
    }

    /// The same for a server that knows no newer version.
    static func server(atMost version: TLSVersion) throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(leaf.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(testOnlyKey.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)],
            privateKey: .privateKey(key)
        )
        configuration.maximumTLSVersion = version
        return try NIOSSLContext(configuration: configuration)
    }

    private static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBbzCCARWgAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBN0ZXN0LW9u
        bHkgYXV0aG9yaXR5MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
        MRwwGgYDVQQDDBN0ZXN0LW9ubHkgYXV0aG9yaXR5MFkwEwYHKoZIzj0CAQYIKoZI
        zj0DAQcDQgAEqfqRyFL6iTgSFq9VTK0zLaIIfrU//DPpG9K36lXnTaH+KNAIwy7o
        cSWzMFejX5HSNQdO5H6e0yvdLdlz2ylxraNCMEAwDwYDVR0TAQH/BAUwAwEB/zAO
        BgNVHQ8BAf8EBAMCAgQwHQYDVR0OBBYEFMV6KIa1Ch/egHs4FX9fi/RDE01IMAoG
        CCqGSM49BAMCA0gAMEUCIQCzyxnQI/GxxjfpVPwCpHDHbiPoArkFa21Vrbi53wql
        wQIgdDS0dCAcCqeqX1qMKEGDOqlxeoaATHU6gngZBZILy2s=
        -----END CERTIFICATE-----
        """

    private static let leaf = """
        -----BEGIN CERTIFICATE-----
        MIIBbTCCAROgAwIBAgIBAjAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBN0ZXN0LW9u
        bHkgYXV0aG9yaXR5MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAU
        MRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASS
        vHzPHhMVyn47ecBLjozAM6p7bz3mpdO5sqgtK1Xv7gLS//Y2XfW5WiwMgh8KvSzf
        GC7FTV+MZjmBbUas1cbTo0owSDAjBgNVHREEHDAagglsb2NhbGhvc3SCDXVwc3Ry
        ZWFtLnRlc3QwEwYDVR0lBAwwCgYIKwYBBQUHAwEwDAYDVR0TAQH/BAIwADAKBggq
        hkjOPQQDAgNIADBFAiBTT5Oawm0IUSZB5jfbUgmKYrXAaJQnq+Ym2jI/GaIfqwIh
        AMTbvgf3+Zb+ngdxeokEKeyT/PgFDa521D6oM8UP3lKg
        -----END CERTIFICATE-----
        """

    private static let testOnlyKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYNGsoG/rhhwn6X5Z
        K0jk79qbHmTQ3KmjAhdJrUk6ixShRANCAASSvHzPHhMVyn47ecBLjozAM6p7bz3m
        pdO5sqgtK1Xv7gLS//Y2XfW5WiwMgh8KvSzfGC7FTV+MZjmBbUas1cbT
        -----END PRIVATE KEY-----
        """
}
