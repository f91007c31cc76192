public import HTTPTypes
public import MessagesAPI
public import NIOCore
import JSONBytes

/// Upstreams that speak the Messages API themselves: Anthropic, OpenRouter, and every compatible server.
///
/// The client's bytes go upstream and the upstream's bytes to the client; what must differ is edited in place.
/// - Note: Source: Messages API (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public struct MessagesProvider: Provider {
    /// Who pays.
    public enum Credential: Sendable {
        /// Our own key.
        case key(Secret)
        /// The client's own credential, passed on to Anthropic and to nobody else.
        case passthrough
        /// Nobody: a server that asks for no key.
        case none
    }

    let vendor: MessagesVendor
    /// Where targets are that have no address of their own; `nil` if there is no such place.
    private let address: Result<MessagesAddress, UpstreamFailure>?
    let credential: Credential
    let headers: HTTPFields
    private let now: @Sendable () -> Int
    private let noteOmissions: @Sendable (Target, [String]) -> Void
    private let learned = LearnedAdjustments()

    /// Makes a provider.
    /// - Parameters:
    ///   - vendor: What is particular to the upstream.
    ///   - baseURL: The address of targets that have none, with or without `/v1`; `nil`: the vendor's own.
    ///   - credential: Who pays.
    ///   - headers: Further headers of each request; they replace ours.
    ///   - now: Our clock, in seconds since 1970-01-01T00:00:00Z.
    public init(
        vendor: MessagesVendor,
        baseURL: String?,
        credential: Credential,
        headers: HTTPFields = [:],
        now: @escaping @Sendable () -> Int
    ) {
        self.init(
            vendor: vendor,
            baseURL: baseURL,
            credential: credential,
            headers: headers,
            now: now,
            noteOmissions: { _, _ in }
        )
    }

    /// Makes a provider that tells what requests went without, for a log line; names only.
    package init(
        vendor: MessagesVendor,
        baseURL: String?,
        credential: Credential,
        headers: HTTPFields,
        now: @escaping @Sendable () -> Int,
        noteOmissions: @escaping @Sendable (Target, [String]) -> Void
    ) {
        self.vendor = vendor
        address = (baseURL ?? vendor.baseURL).map { base in
            Result { () throws(UpstreamFailure) in try MessagesAddress(base: base) }
        }
        self.credential = credential
        self.headers = headers
        self.now = now
        self.noteOmissions = noteOmissions
    }

    /// The request of one attempt, and what reads its answer.
    public func call(
        for request: MessagesRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamCall {
        let address = try address(of: target)
        let vendor = vendor.at(host: address.host)
        let changes = MessagesAdjustments(learned.changes(for: target.id, effort: "").union(adjustments))
        let body = try MessagesBody(for: request, model: target.model, vendor: vendor, changes: changes)
        if !body.omissions.isEmpty { noteOmissions(target, body.omissions) }
        let upstream = UpstreamRequest(
            method: .post,
            url: address.messages,
            headers: try fields(for: request, at: address, changes: changes),
            body: body.bytes
        )
        guard request.isStreaming else {
            let whole = WholeMessagePassthrough(requestedModel: request.model, vendorName: vendor.name)
            return UpstreamCall(request: upstream, translator: keys.guarding(whole))
        }
        let stream = MessagesPassthrough(requestedModel: request.model, vendorName: vendor.name)
        return UpstreamCall(request: upstream, translator: keys.guarding(stream))
    }

    /// The request that counts the prompt's tokens; `nil` where the vendor has no such operation.
    public func countTokensRequest(
        for request: MessagesRequest,
        target: Target
    ) async throws(UpstreamFailure) -> UpstreamRequest? {
        guard vendor.countsTokens else { return nil }
        let address = try address(of: target)
        let changes = MessagesAdjustments(learned.changes(for: target.id, effort: ""), isCount: true)
        let body = try MessagesBody(
            for: request,
            model: target.model,
            vendor: vendor.at(host: address.host),
            changes: changes
        )
        return UpstreamRequest(
            method: .post,
            url: address.countTokens,
            headers: try fields(for: request, at: address, changes: changes),
            body: body.bytes
        )
    }

    /// Reads the answer of a count.
    public func tokenCount(inAnswer body: ByteBuffer) -> Int? {
        let document = body.readableBytesSpan
        guard let members = try? JSON.members(of: document) else { return nil }
        return JSON.count("input_tokens", of: members, in: document)
    }

    /// What a non-2xx answer means; a field that the target does not know is kept for later requests.
    public func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure {
        let host = (try? address(of: target))?.host ?? ""
        var failure = MessagesFailure.read(
            status: status,
            headers: headers,
            body: body,
            vendorName: vendor.at(host: host).name,
            now: now()
        )
        if case .passthrough = credential, failure.kind == .authentication || failure.kind == .permission {
            // It is the client's credential that was refused, and only the client can mend that.
            failure.kind = .clientAuthentication
        }
        // What else is refused may be so for want of a client's beta flag.
        if case .withoutField = failure.adjustment { learned.note(failure, from: target.id) }
        return keys.removed(from: failure)
    }

    private var keys: KnownKeys {
        if case .key(let key) = credential { KnownKeys([key.reveal()]) } else { KnownKeys([]) }
    }

    private func address(of target: Target) throws(UpstreamFailure) -> MessagesAddress {
        if let endpoint = target.endpoint { return try MessagesAddress(base: endpoint) }
        guard let address else {
            throw UpstreamFailure(.misconfigured, "The provider \(target.provider) has no base_url.")
        }
        return try address.get()
    }
}
