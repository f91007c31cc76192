/// Makes answers as servers stream them, and says what a client must understand of each.
struct AnswerGenerator {
    /// What a client must understand, block borders apart.
    struct Expectation: Equatable {
        var text = ""
        var thoughts = ""
        /// Names and arguments, in the order in which the calls began.
        var calls: [[String]] = []
    }

    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A stream and what is in it.
    mutating func answer() -> (chunks: [String], expectation: Expectation) {
        var expectation = Expectation()
        var chunks: [String] = []
        var fragments = toolFragments(&expectation)
        for _ in 0..<below(6) + (fragments.isEmpty ? 1 : 0) { chunks.append(delta(&fragments, &expectation)) }
        while !fragments.isEmpty { chunks.append(delta(&fragments, &expectation)) }
        let finish = below(2) == 0 ? "stop" : "tool_calls"
        return (chunks.map { ChatAnswer.chunk($0) } + [ChatAnswer.end(finish)], expectation)
    }

    /// A number from 0 to below the limit.
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &random) }

    /// One delta of some text, some thought, some fragments of calls, or nothing.
    private mutating func delta(_ fragments: inout [String], _ expectation: inout Expectation) -> String {
        var members: [String] = []
        if below(3) == 0 {
            let text = word()
            expectation.text += text
            members.append(#""content":\#(quoted(text))"#)
        }
        if below(4) == 0 {
            let thought = word()
            expectation.thoughts += thought
            members.append(#""\#(["reasoning", "reasoning_content"][below(2)])":\#(quoted(thought))"#)
        }
        let count = min(below(4), fragments.count)
        if count > 0 {
            members.append(#""tool_calls":[\#(fragments.prefix(count).joined(separator: ","))]"#)
            fragments.removeFirst(count)
        }
        return "{\(members.shuffled(using: &random).joined(separator: ","))}"
    }

    /// The fragments of up to four calls: interleaved if they are numbered, one call after the other if not.
    private mutating func toolFragments(_ expectation: inout Expectation) -> [String] {
        let isNumbered = below(2) == 0
        var calls = (0..<below(5)).map { call($0, isNumbered: isNumbered, &expectation) }
        guard isNumbered else { return calls.flatMap(\.self) }
        var fragments = calls.map { $0[0] }
        calls = calls.map { Array($0.dropFirst()) }
        while let next = calls.indices.filter({ !calls[$0].isEmpty }).randomElement(using: &random) {
            fragments.append(calls[next].removeFirst())
        }
        return fragments
    }

    private mutating func call(_ index: Int, isNumbered: Bool, _ expectation: inout Expectation) -> [String] {
        let arguments = below(5) == 0 ? "" : object(depth: 0)
        let name = "tool_\(below(3))"
        expectation.calls.append([name, arguments])
        let place = isNumbered ? #""index":\#(index),"# : ""
        var pieces = pieces(of: arguments)
        let first = below(2) == 0 || pieces.isEmpty ? "" : pieces.removeFirst()
        let head = #"{\#(place)"id":"call_\#(index)","function":{"name":"\#(name)","arguments":\#(quoted(first))}}"#
        return [head] + pieces.map { #"{\#(place)"function":{"arguments":\#(quoted($0))}}"# }
    }

    private mutating func object(depth: Int) -> String {
        let members = (0..<below(4)).map { _ in "\(quoted(word())):\(value(depth: depth + 1))" }
        return "{\(members.joined(separator: ", "))}"
    }

    private mutating func value(depth: Int) -> String {
        switch below(depth < 3 ? 6 : 4) {
        case 0: return quoted(word())
        case 1: return "\(below(1000))"
        case 2: return ["true", "null", "-1.5e3"][below(3)]
        case 3: return quoted(#"a { \" } [ \\ "#)
        case 4: return object(depth: depth)
        default: return "[\((0..<below(3)).map { _ in value(depth: depth + 1) }.joined(separator: ","))]"
        }
    }

    /// Some text that is not white space only.
    private mutating func word() -> String {
        let parts = ["a", " b", "\n", "\"", "\\", "é", "漢", "😀", "{", "}", "\t", "</", "\u{1}", "lorem ipsum "]
        return "x" + (0..<below(5)).map { _ in parts[below(parts.count)] }.joined()
    }

    private mutating func pieces(of text: String) -> [String] {
        var rest = Array(text.unicodeScalars)
        var pieces: [String] = []
        while !rest.isEmpty {
            let length = min(1 + below(12), rest.count)
            pieces.append(String(String.UnicodeScalarView(rest.prefix(length))))
            rest.removeFirst(length)
        }
        return pieces
    }

    /// A JSON string, with escapes where there must be some and where there may be.
    private mutating func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += below(4) == 0 ? #"\u0022"# : #"\""#
            case "\\": json += #"\\"#
            case "\n": json += #"\n"#
            case "\t": json += #"\u0009"#
            case "\u{1}": json += #"\u0001"#
            case "é": json += below(2) == 0 ? #"\u00e9"# : "é"
            case "{": json += below(4) == 0 ? #"\u007B"# : "{"
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }
}
