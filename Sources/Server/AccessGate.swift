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

    /// Lets a request pass or refuses it.
    ///
    /// An open endpoint asks for no key; one that changes state must be asked by our own page, if by any.
    /// - Throws: ``APIError`` of kind `authentication_error` or `permission_error`.
    func check(_ head: HTTPRequest, isOpen: Bool, changesState: Bool) throws(APIError) {
        if let hosts, let authority = head.authority ?? head.headerFields[.host] {
            guard hosts.contains(Self.hostName(of: authority)) else {
                throw APIError(.permission, "The host name of this request is not one this proxy answers to.")
            }
        }
        if changesState { try checkOrigin(head) }
        guard !isOpen, !keys.isEmpty, !head.headerFields.contains(where: holdsKey) else { return }
        throw APIError(.authentication, "invalid x-api-key", shouldRetry: false)
    }

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
        let isForeignOrigin =
            head.headerFields[.origin].map { origin in
                origin.split(separator: "/").last.map(String.init) != (head.authority ?? head.headerFields[.host])
            } ?? false
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

    /// `[::1]:3001` → `::1`, `LocalHost:3001` → `localhost`.
    static func hostName(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return authority[authority.index(after: authority.startIndex)..<end].lowercased()
        }
        return authority.split(separator: ":", maxSplits: 1).first.map { $0.lowercased() } ?? ""
    }
}
