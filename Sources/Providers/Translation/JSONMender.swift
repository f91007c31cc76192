/// Writes a text that is nearly JSON as JSON; whether it is then is for a reader to say.
struct JSONMender {
    private let text: [UInt8]
    private var index = 0
    private var output: [UInt8] = []

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func mend() -> [UInt8] {
        output.reserveCapacity(text.count + 16)
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): mendString(quote: text[index])
            case UInt8(ascii: ","): mendComma()
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): mendWord()
            case let byte:
                output.append(byte)
                index += 1
            }
        }
        return output
    }

    /// Drops a comma behind which nothing comes.
    private mutating func mendComma() {
        index += 1
        let next = text[index...].first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        if next != UInt8(ascii: "}"), next != UInt8(ascii: "]") { output.append(UInt8(ascii: ",")) }
    }

    private mutating func mendWord() {
        let words: [(String, String)] = [("True", "true"), ("False", "false"), ("None", "null")]
        for (python, json) in words where text[index...].starts(with: python.utf8) {
            output += json.utf8
            index += python.utf8.count
            return
        }
        output.append(text[index])
        index += 1
    }

    /// Copies a string, in double quotes and with its control characters escaped.
    private mutating func mendString(quote: UInt8) {
        output.append(UInt8(ascii: "\""))
        index += 1
        while index < text.count, text[index] != quote {
            switch text[index] {
            case UInt8(ascii: "\\"): mendEscape()
            case UInt8(ascii: "\""): output += Array(#"\""#.utf8)
            case 0x0A: output += Array(#"\n"#.utf8)
            case 0x0D: output += Array(#"\r"#.utf8)
            case 0x09: output += Array(#"\t"#.utf8)
            case let byte: output.append(byte)
            }
            index += 1
        }
        index += 1
        output.append(UInt8(ascii: "\""))
    }

    /// Copies an escape; a single quote needs none in JSON.
    private mutating func mendEscape() {
        guard index + 1 < text.count else {
            output.append(text[index])
            return
        }
        index += 1
        if text[index] != UInt8(ascii: "'") { output.append(UInt8(ascii: "\\")) }
        output.append(text[index])
    }
}
