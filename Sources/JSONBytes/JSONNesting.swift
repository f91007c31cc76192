/// Which of the open containers are objects: one bit each, so that a document of any shape is read without allocation.
struct JSONNesting {
    private let base: Int
    private(set) var depth: Int
    /// Whether the innermost open container is an object.
    private(set) var isObject = false
    private var bits = InlineArray<4, UInt64>(repeating: 0)

    /// - Parameter depth: Containers that are open around these and not recorded here.
    init(depth: Int) {
        self.base = depth
        self.depth = depth
    }

    @inline(__always)
    var isEmpty: Bool { depth == base }

    /// Opens a container inside the innermost one.
    @inline(__always)
    mutating func push(isObject: Bool, at offset: Int) throws(JSONError) {
        guard depth < JSONReader.depthLimit else { throw JSONError(.tooDeep, at: offset) }
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: depth)
        if isObject {
            bits[depth &>> 6] |= bit
        } else {
            bits[depth &>> 6] &= ~bit
        }
        depth &+= 1
        self.isObject = isObject
    }

    /// Closes the innermost container; there must be one.
    @inline(__always)
    mutating func pop() {
        depth &-= 1
        guard depth > base else { return }
        let outer = depth &- 1
        isObject = bits[outer &>> 6] &>> UInt64(truncatingIfNeeded: outer) & 1 == 1
    }
}
