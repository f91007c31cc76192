/// Reads a Chat Completions request as its servers do, apart from the code that writes it.
///
/// - Note: Source: refusals of the OpenAI API (https://platform.openai.com/docs/api-reference/chat/create, seen
///   2026-11-22) and of servers with chat templates.
struct ChatRules {
    struct Call { let id, name, arguments: String }

    /// What the request breaks.
    private(set) var violations: [String] = []
    private(set) var calls: [Call] = []
    /// The text of each call's answer, by the number of the call.
    private(set) var answers: [Int: String] = [:]
    /// All text of all messages.
    private(set) var text = ""
    private(set) var images = 0

    /// Numbers of the calls that must be answered next, by their ids.
    private var open: [String: Int] = [:]
    private var lastRole = ""
    private let isStrict: Bool

    /// Reads a body; `isStrict` holds it against chat templates as well.
    init(_ body: [UInt8], isStrict: Bool) {
        self.isStrict = isStrict
        guard let root = PlainJSON(body) else {
            violations.append("not a JSON object")
            return
        }
        if root["tools"]?.elements?.isEmpty == true { violations.append("tools is empty") }
        guard let messages = root["messages"]?.elements, !messages.isEmpty else {
            violations.append("no messages")
            return
        }
        for message in messages { read(message) }
        close()
        if lastRole == "assistant" { violations.append("the last message is the assistant's") }
    }

    private mutating func read(_ message: PlainJSON) {
        let role = message["role"]?.string ?? ""
        if role != "tool" { close() }
        switch role {
        case "user", "system", "developer":
            let content = content(message["content"], mayHaveImages: role == "user")
            if content == nil || content == "" { violations.append("\(role) without content") }
            if isStrict { checkOrder(of: role) }
        case "assistant": readAssistant(message)
        case "tool": readAnswer(message)
        default: violations.append("unknown role \(role)")
        }
        lastRole = role
    }

    private mutating func checkOrder(of role: String) {
        if role == "user", lastRole == "user" { violations.append("two user messages") }
        if role == "system", lastRole != "" { violations.append("a late system message") }
    }

    private mutating func readAssistant(_ message: PlainJSON) {
        if isStrict, lastRole != "user", lastRole != "tool" { violations.append("assistant after \(lastRole)") }
        let content = content(message["content"], mayHaveImages: false)
        guard let list = message["tool_calls"] else {
            if content == nil { violations.append("null content without calls") }
            return
        }
        guard let list = list.elements, !list.isEmpty else {
            violations.append("tool_calls is empty")
            return
        }
        for call in list {
            let id = call["id"]?.string ?? ""
            let name = call["function"]?["name"]?.string ?? ""
            let arguments = call["function"]?["arguments"]?.string ?? ""
            if id.isEmpty || id.utf8.count > 64 { violations.append("bad id \(id)") }
            if name.isEmpty || name.contains(where: { $0 == "." || $0 == "/" }) {
                violations.append("bad name \(name)")
            }
            if PlainJSON(Array(arguments.utf8))?.isObject != true { violations.append("arguments are no object") }
            if call["type"]?.string != "function" { violations.append("bad call type") }
            if open.updateValue(calls.count, forKey: id) != nil { violations.append("two calls with id \(id)") }
            calls.append(Call(id: id, name: name, arguments: arguments))
        }
    }

    private mutating func readAnswer(_ message: PlainJSON) {
        let id = message["tool_call_id"]?.string ?? ""
        guard let number = open.removeValue(forKey: id) else {
            violations.append("a result without its call: \(id)")
            return
        }
        answers[number] = content(message["content"], mayHaveImages: false)
        if answers[number] == nil { violations.append("a result without content") }
    }

    private mutating func close() {
        if !open.isEmpty { violations.append("calls without results: \(open.keys.sorted())") }
        open = [:]
    }

    /// The text of a string or of parts; `nil` if there is none.
    private mutating func content(_ value: PlainJSON?, mayHaveImages: Bool) -> String? {
        if let string = value?.string {
            text += string + "\n"
            return string
        }
        guard let parts = value?.elements else { return nil }
        var result = ""
        for part in parts {
            switch part["type"]?.string {
            case "text": result += part["text"]?.string ?? ""
            case "image_url" where mayHaveImages:
                images += 1
                result += "(image)"
            default: violations.append("a part that may not be here")
            }
        }
        text += result + "\n"
        return result
    }
}
