import NIOCore
import NIOHTTP1

/// A request that is being received.
struct IncomingRequest {
    let head: HTTPRequestHead
    let arrivedAt: UInt64
    private(set) var isTooLarge = false
    private var body = ByteBuffer()

    init(head: HTTPRequestHead, arrivedAt: UInt64) {
        self.head = head
        self.arrivedAt = arrivedAt
    }

    /// Keeps the bytes up to `limit`; what comes beyond is read and forgotten.
    mutating func append(_ bytes: ByteBuffer, limit: Int) {
        isTooLarge = isTooLarge || body.readableBytes + bytes.readableBytes > limit
        if isTooLarge { body.clear() } else { body.writeImmutableBuffer(bytes) }
    }

    /// Where the request goes: from the path alone at Bedrock, from path and body elsewhere.
    func address(_ vendor: Vendor) -> RequestAddress {
        guard vendor != .bedrock else { return RequestAddress(RequestPath(uri: head.uri)) }
        return RequestAddress(vendor, uri: head.uri, body: Array(body.readableBytesView))
    }

    func recorded(
        at address: RequestAddress,
        sequence: Int,
        requestID: String,
        connection: Int,
        reused: Bool,
        completedAt: UInt64
    ) -> RecordedRequest {
        RecordedRequest(
            sequence: sequence,
            connection: connection,
            reusedConnection: reused,
            method: head.method.rawValue,
            uri: head.uri,
            modelID: address.modelID,
            operation: address.operation,
            endpoint: address.endpoint,
            headers: head.headers.map { (name: $0.name, value: $0.value) },
            body: Array(body.readableBytesView),
            arrivedAt: arrivedAt,
            completedAt: completedAt,
            requestID: requestID
        )
    }
}
