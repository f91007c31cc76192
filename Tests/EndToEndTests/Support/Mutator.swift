/// Changes bytes in the ways in which bytes go wrong; the same seed gives the same changes.
struct Mutator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// xorshift64*: short, and good enough to spread changes.
    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    /// `bytes` with one to four changes.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty { change(&bytes) }
        return bytes
    }

    private static let tokens = [
        "null", "[]", "{}", "\"\"", "-0", "\\u0000", "\"system\"", "true", "\u{FEFF}", ",", "}", "]", "\\",
    ]
    .map { Array($0.utf8) }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0..<bytes.count, using: &self)
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &self))
        switch Int.random(in: 0..<7, using: &self) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &self)
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.removeSubrange(place...)
        case 5: bytes.insert(contentsOf: Self.tokens.randomElement(using: &self) ?? [], at: place)
        default:
            let other = Int.random(in: 0..<bytes.count, using: &self)
            bytes.swapAt(place, other)
        }
    }
}
