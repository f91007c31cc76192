/// An `Authorization` header of Signature Version 4 taken apart.
struct SignatureHeader {
    let accessKeyID: String
    /// `yyyyMMdd`.
    let date: String
    let region: String
    let service: String
    /// Lower-case names in the order of the header.
    let signedHeaders: [String]
    let signature: String

    var scope: String { "\(date)/\(region)/\(service)/aws4_request" }

    /// - Returns: `nil` if a part is missing or the header is of another scheme.
    init?(_ header: String) {
        guard header.hasPrefix("AWS4-HMAC-SHA256 ") else { return nil }
        var parts: [Substring: Substring] = [:]
        for part in header.dropFirst(17).split(separator: ",") {
            let trimmed = part.drop { $0 == " " }
            guard let equals = trimmed.firstIndex(of: "=") else { return nil }
            parts[trimmed[..<equals]] = trimmed[trimmed.index(after: equals)...]
        }
        guard let credential = parts["Credential"], let names = parts["SignedHeaders"] else { return nil }
        guard let signature = parts["Signature"] else { return nil }
        let scope = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard scope.count == 5, scope[4] == "aws4_request" else { return nil }
        (accessKeyID, date, region, service) = (scope[0], scope[1], scope[2], scope[3])
        signedHeaders = names.split(separator: ";").map(String.init)
        self.signature = String(signature)
    }
}
