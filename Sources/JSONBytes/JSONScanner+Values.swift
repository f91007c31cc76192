extension JSONScanner {
    /// Passes one value of any kind, white space before it included, and says where it stands.
    ///
    /// `depth` says how many containers it stands in already; they count against ``JSONReader/depthLimit``.
    mutating func passValue(depth: Int) throws(JSONError) -> JSONValue {
        let kind = try kind(next())
        let start = offset
        switch kind {
        case .object, .array: try passContainer(depth: depth)
        default: try passScalar(kind)
        }
        return JSONValue(kind: kind, range: start..<offset)
    }

    /// Passes the string, number or literal of that kind at `offset`.
    @inline(__always)
    private mutating func passScalar(_ kind: JSONKind) throws(JSONError) {
        switch kind {
        case .string: _ = try passString()
        case .number: try passNumber()
        default: try passLiteral()
        }
    }

    /// Passes a key and its colon, white space before each included.
    mutating func passKey() throws(JSONError) -> JSONKey {
        guard try next() == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: offset) }
        let start = offset
        let hasEscapes = try passString()
        let range = start..<offset
        try pass(UInt8(ascii: ":"))
        return JSONKey(range: range, hasEscapes: hasEscapes)
    }

    /// Passes the container at `offset` with all that is in it.
    ///
    /// A loop, so that no input can exhaust the call stack.
    private mutating func passContainer(depth: Int) throws(JSONError) {
        var nesting = JSONNesting(depth: depth)
        repeat {
            switch try kind(next()) {
            case .object:
                try nesting.push(isObject: true, at: offset)
                offset &+= 1
                if try next() != UInt8(ascii: "}") {
                    _ = try passKey()
                    continue
                }
            case .array:
                try nesting.push(isObject: false, at: offset)
                offset &+= 1
                if try next() != UInt8(ascii: "]") { continue }
            case let kind:
                try passScalar(kind)
            }
            try passClosings(&nesting)
        } while nesting.depth > depth
    }

    /// Passes the brackets that close here, and the comma and key before the next value if the outermost is still open.
    @inline(__always)
    private mutating func passClosings(_ nesting: inout JSONNesting) throws(JSONError) {
        while !nesting.isEmpty {
            let byte = try next()
            let closing = nesting.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
            if byte == UInt8(ascii: ",") {
                offset &+= 1
                if nesting.isObject { _ = try passKey() }
                return
            }
            guard byte == closing else { throw JSONError(.unexpectedByte, at: offset) }
            offset &+= 1
            nesting.pop()
        }
    }
}
