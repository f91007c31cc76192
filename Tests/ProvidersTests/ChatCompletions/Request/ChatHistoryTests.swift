import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Histories of every kind in Chat Completions")
struct ChatHistoryTests {
    /// Histories a vendor.
    private static let count = 2600

    @Test("No call, result or pairing is ever lost", arguments: ["plain", "openai", "mistral", "openrouter"])
    func generated(vendor name: String) throws {
        var vendor = try #require(ChatTestVendors.all[name])
        // With a prefix a history may end with the assistant; the reader's rules are those without.
        vendor.prefill = .refused
        let model = name == "openai" ? "gpt-4o" : "m"
        let offset = UInt64(name.utf8.count)
        for seed in 0..<UInt64(Self.count) {
            var grammar = HistoryGrammar(seed: seed * 100 + offset)
            let (body, facts) = grammar.request()
            let request = try MessagesRequest(body: ByteBuffer(string: body)).decoded()
            let translated = try MessagesToChatCompletions.body(
                for: request,
                model: model,
                vendor: vendor,
                adjustments: [],
                origin: "up/m"
            )
            let upstream = Array(translated.body.readableBytesView)
            let read = ChatRules(upstream, isStrict: vendor.mergesUserTurns)

            let problems = read.violations + Self.losses(of: facts, in: read)
            guard problems.isEmpty else {
                Issue.record("seed \(seed): \(problems)\n\(body)\n\(String(decoding: upstream, as: UTF8.self))")
                return
            }
        }
    }

    /// What the history had and the translation has not.
    private static func losses(of facts: HistoryGrammar.Facts, in read: ChatRules) -> [String] {
        var losses: [String] = []
        if read.calls.count != facts.calls.count {
            losses.append("\(facts.calls.count) calls, \(read.calls.count) read")
        }
        var numbers: [String: Int] = [:]
        for (index, call) in read.calls.enumerated() {
            for mark in HistoryGrammar.marks(in: call.arguments) { numbers[mark] = index }
        }
        for call in facts.calls where numbers[call] == nil { losses.append("call \(call)") }
        let marks = HistoryGrammar.marks(in: read.text)
        for mark in facts.texts + facts.results where !marks.contains(mark) { losses.append("text \(mark)") }
        for (call, result) in facts.pairs {
            guard let number = numbers[call] else { continue }
            if HistoryGrammar.marks(in: read.answers[number] ?? "").contains(result) { continue }
            losses.append("pair \(call) and \(result)")
        }
        if read.images != facts.images { losses.append("\(facts.images) images, \(read.images) read") }
        return losses
    }
}
