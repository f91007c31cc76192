/// Reads the values of keys from their text.
///
/// Every complaint leaves the text itself out.
enum ConfigurationValue {
    /// `true`, `yes`, `on`, `1` and their opposites, in any case.
    static func boolean(_ text: String) throws(ValueProblem) -> Bool {
        switch text.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default: throw ValueProblem(reason: "is neither true nor false", mend: "write true or false")
        }
    }

    /// A whole number in decimal digits.
    static func integer(_ text: String, in range: ClosedRange<Int>) throws(ValueProblem) -> Int {
        let mend = "write a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let value = Int(text) else {
            let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            throw ValueProblem(reason: isNumber ? "is out of range" : "is not a whole number", mend: mend)
        }
        guard range.contains(value) else { throw ValueProblem(reason: "is out of range", mend: mend) }
        return value
    }

    /// A number of bytes, for example `33554432`, `512KiB`, `32 MiB`.
    static func byteCount(_ text: String, in range: ClosedRange<Int>) throws(ValueProblem) -> Int {
        let units = [("KiB", 1_024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("", 1)]
        for (unit, factor) in units where text.hasSuffix(unit) {
            let digits = text.dropLast(unit.count)
            let number = digits.last == " " ? digits.dropLast() : digits
            guard let count = Int(number) else { break }
            let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
            guard !overflow, range.contains(bytes) else {
                let mend = "write \(range.lowerBound) to \(range.upperBound) bytes"
                throw ValueProblem(reason: "is out of range", mend: mend)
            }
            return bytes
        }
        throw ValueProblem(reason: "is not a number of bytes", mend: "write for example 33554432 or 32MiB")
    }

    /// One of the listed words.
    static func choice(_ text: String, of values: [String]) throws(ValueProblem) -> String {
        guard !values.contains(text) else { return text }
        let near = Spelling.nearest(to: text, among: values).map { "did you mean '\($0)'?" }
        throw ValueProblem(
            reason: "is not one of the known values",
            mend: near ?? "write one of \(values.joined(separator: ", "))"
        )
    }

    /// A key or header value, fit to be sent: not empty, visible ASCII and inner spaces only.
    static func secret(_ text: String) throws(ValueProblem) -> String {
        guard !text.isEmpty else { throw ValueProblem(reason: "is empty", mend: "write the key, or remove the entry") }
        guard text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), !text.hasPrefix(" "), !text.hasSuffix(" ") else {
            throw ValueProblem(
                reason: "holds a line break, an outer space or a character outside ASCII",
                mend: "copy the key again"
            )
        }
        return text
    }
}
