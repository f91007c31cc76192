import HTTPTypes
import MessagesAPI
import Providers

/// Decides whether a request may pass; the one gate for every path of both ports.
struct AccessGate: Sendable {
    /// Client keys; empty lets everybody in (the configuration then allows a loopback address only).
    let keys: [Secret]
    /// Host names a browser may have used; `nil` allows every name.
    ///
    /// A web page that points a name of its own at a loopback address (DNS rebinding) is stopped by this.
    let hosts: Set<String>?

    /// What a request has to show for itself.
    enum Standing: Equatable {
        /// It holds one of our keys, or none is asked for.
        case known
        /// It holds keys, and all of them are wrong.
        case wrongKey
        case noKey
    }

    /// Lets a request pass or refuses it.
    ///
    /// An open endpoint asks for no key; one that changes state must be asked by our own page, if by any.
    /// - Throws: ``APIError`` of kind `authentication_error` or `permission_error`.
    func check(_ head: HTTPRequest, isOpen: Bool, changesState: Bool) throws(APIError) {
        try checkPlace(head, changesState: changesState)
        guard isOpen || standing(of: head) == .known else { throw Self.noKey }
    }

    /// Refuses what was sent to a name that is not ours, or by a page that may not.
    func checkPlace(_ head: HTTPRequest, changesState: Bool) throws(APIError) {
        if let hosts, let authority = head.authority ?? head.headerFields[.host] {
            guard let name = Self.hostName(of: authority), hosts.contains(name) else {
                throw APIError(.permission, "The host name of this request is not one this proxy answers to.")
            }
        }
        if changesState { try checkOrigin(head) }
    }

    func standing(of head: HTTPRequest) -> Standing {
        guard !keys.isEmpty, !head.headerFields.contains(where: holdsKey) else { return .known }
        return head.headerFields.contains { Self.credential(in: $0) != nil } ? .wrongKey : .noKey
    }

    static let noKey = APIError(.authentication, "invalid x-api-key", shouldRetry: false)

    /// Refuses what a browser asks for on behalf of another site's page, which could not read the answer but have it made.
    func checkSite(_ head: HTTPRequest) throws(APIError) {
        guard head.headerFields[.fetchSite] != "cross-site" else { throw Self.foreignPage }
    }

    /// The headers that prove who the client is to somebody else: those that hold no key of ours, which is nobody else's
    /// business.
    func foreignCredential(of head: HTTPRequest) -> HTTPFields {
        HTTPFields(
            head.headerFields.filter { ($0.name == .apiKey || $0.name == .authorization) && !holdsKey($0) }
        )
    }

    private func checkOrigin(_ head: HTTPRequest) throws(APIError) {
        let site = head.headerFields[.fetchSite]
        let isForeignSite = site.map { $0 != "same-origin" && $0 != "none" } ?? false
        let authority = (head.authority ?? head.headerFields[.host] ?? "").lowercased()
        // A page may have come through something before us that speaks TLS.
        let own = ["http://\(authority)", "https://\(authority)"]
        let isForeignOrigin = head.headerFields[.origin].map { !own.contains($0.lowercased()) } ?? false
        guard !isForeignSite, !isForeignOrigin else { throw Self.foreignPage }
    }

    private static let foreignPage = APIError(.permission, "Requests from other web pages are not taken.")

    /// Compares in constant time for equal lengths, with every key, so that timing tells nothing of a key's content.
    func accepts(_ credential: String) -> Bool {
        let given = Array(credential.utf8)
        var isAccepted = false
        for key in keys {
            let expected = Array(key.reveal().utf8)
            guard expected.count == given.count else { continue }
            var difference: UInt8 = 0
            for (left, right) in zip(expected, given) { difference |= left ^ right }
            isAccepted = isAccepted || difference == 0
        }
        return isAccepted
    }

    private func holdsKey(_ field: HTTPField) -> Bool {
        !keys.isEmpty && Self.credential(in: field).map(accepts) ?? false
    }

    /// The credential may stand in either header: SDKs use one or the other, Claude Code sometimes both.
    private static func credential(in field: HTTPField) -> String? {
        if field.name == .apiKey { return field.value }
        guard field.name == .authorization else { return nil }
        let parts = field.value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return switch parts[0].lowercased() {
        case "bearer": String(parts[1])
        case "basic": Base64Text.decode(parts[1]).flatMap(password)
        default: nil
        }
    }

    private static func password(_ userAndPassword: String) -> String? {
        userAndPassword.firstIndex(of: ":").map { String(userAndPassword[userAndPassword.index(after: $0)...]) }
    }

    /// `[::1]:3001` → `::1`, `LocalHost:3001` → `localhost`; `nil` for what is not a name or address, with a port or without.
    /// - Note: Source: RFC 9110 §7.2, Host, without what RFC 3986 allows in a host beside letters, digits, `-`, `.`, `_`.
    static func hostName(of authority: String) -> String? {
        let isLiteral = authority.hasPrefix("[")
        let text = isLiteral ? authority.dropFirst() : authority[...]
        guard let end = text.firstIndex(of: isLiteral ? "]" : ":") ?? (isLiteral ? nil : text.endIndex) else {
            return nil
        }
        let name = text[..<end]
        let port = text[end...].dropFirst(isLiteral ? 1 : 0)
        let isPort = port.isEmpty || (port.first == ":" && UInt16(decimal: port.dropFirst()) != nil)
        let isName = name.utf8.allSatisfy { byte in isLiteral ? byte.isInAddress : byte.isInName }
        return isPort && isName && !name.isEmpty ? name.lowercased() : nil
    }
}

extension UInt8 {
    /// Of an IPv6 address: hexadecimal digits, colons, and the dots of an IPv4 address at its end.
    fileprivate var isInAddress: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    fileprivate var isInName: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
