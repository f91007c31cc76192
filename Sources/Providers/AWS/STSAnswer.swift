/// The few fields of an answer of the token service that matter, taken from its XML.
///
/// Not an XML parser: the service writes these elements without attributes, comments or CDATA, and anything else is told
/// as malformed. The size is bounded by ``AWSHTTPRequest/answerLimit``.
struct STSAnswer: Sendable {
    private let text: String

    /// Takes a body.
    init(_ body: [UInt8]) { text = String(decoding: body, as: UTF8.self) }

    /// The keys of a success.
    ///
    /// - Throws: `malformed` if a part is missing.
    func credentials(_ source: AWSCredentials.Source) throws(AWSCredentialError) -> AWSCredentials {
        guard let block = Self.content(of: "Credentials", in: text[...]),
            let accessKeyID = Self.content(of: "AccessKeyId", in: block),
            let secret = Self.content(of: "SecretAccessKey", in: block),
            let token = Self.content(of: "SessionToken", in: block),
            let expiration = Self.content(of: "Expiration", in: block).flatMap({ UTCTime(iso8601: Self.plain($0)) }),
            !accessKeyID.isEmpty, !secret.isEmpty
        else { throw .malformed(source) }
        return AWSCredentials(
            accessKeyID: Self.plain(accessKeyID),
            secretAccessKey: Secret(Self.plain(secret)),
            sessionToken: Secret(Self.plain(token)),
            expiration: expiration.epochSeconds,
            source: source
        )
    }

    /// The code of an error, such as `AccessDenied`.
    var errorCode: String { Self.content(of: "Code", in: text[...]).map(Self.plain) ?? "" }

    /// Code and text of an error, scrubbed.
    var excerpt: String {
        let message = Self.content(of: "Message", in: text[...]).map(Self.plain) ?? ""
        return ErrorExcerpt.text(of: [errorCode, message].filter { !$0.isEmpty }.joined(separator: ": ").utf8)
    }

    private static func content(of name: String, in text: Substring) -> Substring? {
        guard let start = text.firstRange(of: "<\(name)>"),
            let end = text[start.upperBound...].firstRange(of: "</\(name)>")
        else { return nil }
        return text[start.upperBound..<end.lowerBound]
    }

    private static func plain(_ content: Substring) -> String {
        // The ampersand comes last, so that `&amp;lt;` becomes `&lt;` and no further.
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(String(content)) { $0.replacing($1.0, with: $1.1) }
    }
}
