import NIOCore

/// The steps of another script with every write cut into small ones.
struct DripScript: IteratorProtocol {
    private var base: any IteratorProtocol<ScriptStep>
    private let size: Int
    private let gap: Duration
    private var rest = ByteBuffer()
    private var kind = ""
    private var owesPause = false

    init(_ base: any IteratorProtocol<ScriptStep>, size: Int, gap: Duration) {
        self.base = base
        self.size = size
        self.gap = gap
    }

    mutating func next() -> ScriptStep? {
        if owesPause {
            owesPause = false
            return .pause(.time(gap))
        }
        if let piece = rest.readSlice(length: min(size, rest.readableBytes)), piece.readableBytes > 0 {
            owesPause = true
            return .write(piece, kind: kind)
        }
        guard let step = base.next() else { return nil }
        guard case .write(let bytes, let kind) = step else { return step }
        rest = bytes
        self.kind = kind
        return next()
    }
}
