/// A valid body of a Messages request with everything in it that JSON allows: unknown fields, odd spacing, every
/// spelling of numbers and characters.
struct RandomBody {
    /// The body before, within and after the place of each model's name.
    private(set) var parts: [String] = [""]
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        write()
    }

    /// The body with a name in each place of the model's.
    func text(model: String) -> String { space0 + parts.joined(separator: model) }

    private var space0: String { "" }

    private mutating func write() {
        var members = ["messages"] + (0...below(2)).map { _ in "model" }
        members += (0..<below(8)).map { _ in
            ["x", "max_tokens", "system", "tools", "metadata", "thinki\\u006eg", "é", "nested", "temperature"][below(9)]
        }
        members.shuffle(using: &random)
        add(space() + "{" + space())
        for (index, member) in members.enumerated() {
            if index > 0 { add("," + space()) }
            add("\"\(member)\"" + space() + ":" + space())
            switch member {
            case "model": parts.append("")
            case "messages": add(messages())
            case "max_tokens": add("1000")
            default: add(value(depth: 0))
            }
            add(space())
        }
        add("}" + space())
    }

    private mutating func add(_ text: String) { parts[parts.count - 1] += text }

    private mutating func messages() -> String {
        let turns = (0..<below(6)).map { _ in turn() }
        return "[" + space() + turns.joined(separator: space() + "," + space()) + space() + "]"
    }

    private mutating func turn() -> String {
        let role = ["user", "assistant", "system", "other"][below(4)]
        let content = below(3) == 0 ? string() : "[" + (0..<below(4)).map { _ in block() }.joined(separator: ", ") + "]"
        let extra = below(3) == 0 ? ",\"x\":" + value(depth: 1) : ""
        return below(2) == 0
            ? "{\"role\": \"\(role)\",\"content\":\(content)\(extra)}"
            : "{\"content\" :\(content),\"role\":\"\(role)\"\(extra)}"
    }

    private mutating func block() -> String {
        switch below(6) {
        case 0: #"{"type":"text","text":"# + string() + "}"
        case 1: #"{"type":"thinking","thinking":"# + string() + #","signature":"EqQB"# + "\(below(99))\"}"
        case 2: #"{ "data":"Emw+/==","type":"redacted_thinking"}"#
        case 3: #"{"type":"tool_use","id":"t","name":"thinking","input":{"thinking":"# + value(depth: 1) + "}}"
        case 4: #"{"type":"tool_result","content":[{"type":"text","text":"\"thinking\""}]}"#
        default: #"{"type":"new_block","x":"# + value(depth: 1) + "}"
        }
    }

    private mutating func value(depth: Int) -> String {
        switch below(depth > 3 ? 4 : 6) {
        case 0: return string()
        case 1: return ["0", "-0", "1.50", "1e3", "-2.0E-7", "12345678901234567890"][below(6)]
        case 2: return ["true", "false", "null"][below(3)]
        case 3: return ["{}", "[ ]", "{ }", "[\n]"][below(4)]
        case 4: return "[" + (0...below(3)).map { _ in value(depth: depth + 1) }.joined(separator: space() + ",") + "]"
        default:
            return "{" + (0...below(3)).map { "\"k\($0)\":" + value(depth: depth + 1) }.joined(separator: ",") + "}"
        }
    }

    private mutating func string() -> String {
        let pieces = [
            "a", "世界", "\\u00e9", "\\ud83d\\ude00", "\\\"", "\\\\", "\\/", "\\n", " ", "model", "😀", "thinking",
        ]
        return "\"" + (0..<below(6)).map { _ in pieces[below(pieces.count)] }.joined() + "\""
    }

    private mutating func space() -> String { ["", "", " ", "\n  ", "\t", "\r\n"][below(6)] }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &random) }
}
