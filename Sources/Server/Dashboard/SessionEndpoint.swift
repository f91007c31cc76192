import HTTPTypes
import JSONBytes
import MessagesAPI
import NIOCore

/// Signing in with a client key, and out again.
struct SessionEndpoint: Sendable {
    let gate: AccessGate
    let sessions: DashboardSessions
    let wrongKeys: WrongKeyLimit

    /// `POST /api/session`: `{"key":"…"}` for a cookie.
    func signIn(_ request: ClientRequest) throws(APIError) -> ClientResponse {
        guard !gate.keys.isEmpty else {
            throw APIError(.notFound, "No client keys are configured, so there is nothing to sign in to.")
        }
        guard let key = Self.key(in: request.body.take()) else {
            throw APIError(.invalidRequest, "key: Input should be a string in a JSON object")
        }
        guard gate.accepts(key) else {
            throw wrongKeys.refusal(APIError(.authentication, "This is no client key of this proxy."))
        }
        return ClientResponse(status: 204, headers: [.setCookie: sessions.begin()])
    }

    /// `DELETE /api/session`: ends the session, and makes the browser forget its cookie.
    func signOut(_ request: ClientRequest) -> ClientResponse {
        ClientResponse(status: 204, headers: [.setCookie: sessions.end(request.head)])
    }

    private static func key(in body: ByteBuffer) -> String? {
        let document = body.readableBytesSpan
        guard let members = try? JSON.members(of: document) else { return nil }
        return JSON.value("key", of: members, in: document).flatMap { try? JSON.string($0, in: document) }
    }
}
