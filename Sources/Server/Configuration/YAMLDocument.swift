import Yams

/// Reads a YAML file into values with places, and says everything that is wrong with its form.
///
/// The only file that knows Yams.
struct YAMLDocument {
    private(set) var problems: [ConfigurationProblem] = []
    /// The document's value; `nil` if the file is empty or beyond repair.
    private(set) var root: YAMLValue?

    private let file: String
    private var text: YAMLText
    private var repairsLeft = YAMLLimits.repairs

    /// Names of repeated keys that were replaced so that the parse could go on; what stands under them is not looked at.
    static func isPlaceholder(_ key: String) -> Bool {
        key.unicodeScalars.first.map { (0xE000...0xF8FF).contains($0.value) } ?? false
    }

    /// Parses `contents`; mistakes that can be mended in place are reported, mended and passed.
    init(_ contents: String, file: String) {
        self.file = file
        text = YAMLText(contents)
        guard contents.utf8.count <= YAMLLimits.fileBytes else {
            report(
                1,
                1,
                "the file is larger than \(YAMLLimits.fileBytes) bytes",
                mend: "split off what is not configuration"
            )
            return
        }
        if let number = text.lines.firstIndex(where: { $0.utf8.count > YAMLLimits.lineBytes }) {
            report(number + 1, 1, "this line is longer than \(YAMLLimits.lineBytes) bytes", mend: "break it")
            return
        }
        if let refusal = YAMLAliases.refusal(of: text) {
            report(refusal.line, refusal.column, refusal.message, mend: "write the values out")
            return
        }
        for _ in 0..<YAMLLimits.rounds {
            if parse() { return }
        }
    }

    /// One try.
    ///
    /// False: a mistake was mended in the text, and another try will get further.
    private mutating func parse() -> Bool {
        do {
            let parser = try Parser(yaml: text.joined, resolver: .basic, constructor: .default, encoding: .utf8)
            guard let node = try parser.singleRoot() else { return true }
            var conversion = YAMLConversion(of: text)
            root = try conversion.value(of: node, depth: 1)
            return true
        } catch let failure as YAMLConversion.Failure {
            report(failure.position.line, failure.position.column, failure.message, mend: failure.mend)
            return true
        } catch let error as YamlError {
            return !mend(error)
        } catch {
            report(1, 1, "not valid YAML")
            return true
        }
    }

    /// Reports the error.
    ///
    /// True: it was mended.
    private mutating func mend(_ error: YamlError) -> Bool {
        if case .duplicatedKeysInMapping(let keys, let context) = error {
            return mendDuplicates(of: keys, from: context.mark.line)
        }
        let misplaced = MisplacedKey.all(in: text)
        guard misplaced.isEmpty else { return mend(misplaced) }
        let problem = YAMLSyntaxProblem(error, in: text)
        report(problem.position.line, problem.position.column, problem.message, mend: problem.mend)
        return false
    }

    private mutating func mend(_ keys: [MisplacedKey]) -> Bool {
        for key in keys.prefix(repairsLeft) {
            report(key.line, key.column, key.message, mend: key.mend)
            text.lines[key.line - 1] = key.correctedLine
        }
        return spend(keys.count)
    }

    private mutating func mendDuplicates(of names: [String], from line: Int) -> Bool {
        let repetitions = RepeatedKey.all(in: text, around: line)
        for repetition in repetitions.prefix(repairsLeft) {
            let key = Excerpt.quoted(repetition.name)
            report(
                repetition.line,
                repetition.column,
                "\(key) stands here a second time; the first is in line \(repetition.firstLine)",
                mend: "keep one of the two"
            )
            text.lines[repetition.line - 1] = repetition.lineWithPlaceholder
        }
        if repetitions.isEmpty {
            let names = names.prefix(YAMLLimits.repairs).map(Excerpt.quoted).joined(separator: ", ")
            report(line, 1, "the map that begins near here has \(names) twice", mend: "keep one of the two")
            return false
        }
        return spend(repetitions.count)
    }

    /// False: there are more mistakes than are mended.
    private mutating func spend(_ count: Int) -> Bool {
        defer { repairsLeft = max(0, repairsLeft - count) }
        return count <= repairsLeft
    }

    private mutating func report(_ line: Int, _ column: Int, _ message: String, mend: String? = nil) {
        let location = SourceLocation(file: file, line: line, column: column)
        problems.append(ConfigurationProblem(.error, at: .file(location), message, mend: mend))
    }
}
