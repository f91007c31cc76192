import Foundation
import JSONBytes
import Testing

/// The reader held against Foundation's, which shares no code with it.
///
/// Where Foundation is known to be laxer or stricter, ``FoundationDifference`` says so; anything else is our mistake.
struct FoundationDifferentialTests {
    @Test("Generated documents read the same")
    func generated() throws {
        var random = SplitMix64(seed: 101)
        for _ in 0..<8_000 {
            let model = JSONGenerator.model(using: &random)
            let bytes = JSONGenerator.spell(model, using: &random)

            let ours = try JSONModel.parse(bytes)

            #expect(ours == model)
            let theirs = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(Self.isSame(ours, theirs))
        }
    }

    @Test("Damaged documents get the same verdict, and read the same if they still are JSON")
    func damaged() {
        var random = SplitMix64(seed: 103)
        var accepted = 0
        for _ in 0..<16_000 {
            let model = JSONGenerator.model(using: &random)
            let bytes = JSONGenerator.mutate(JSONGenerator.spell(model, using: &random), using: &random)
            if Self.compare(bytes) { accepted += 1 }
        }
        // Both verdicts must have been seen often, or the test shows nothing.
        #expect((2_000...14_000).contains(accepted))
    }

    @Test("The grammar's tables get the same verdict", arguments: AcceptedDocuments.all + RejectedDocuments.all)
    func tables(_ text: String) {
        _ = Self.compare(Array(text.utf8))
    }

    /// Whether the document is JSON to us; records where Foundation says something else without a known reason.
    private static func compare(_ bytes: [UInt8]) -> Bool {
        let ours = try? JSONModel.parse(bytes)
        let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        switch (ours, theirs) {
        case (nil, nil): break
        case (let ours?, let theirs?): #expect(isSame(ours, theirs), "read differently: \(text)")
        case (_?, nil): #expect(FoundationDifference.isStricter(bytes), "accepted by us alone: \(text)")
        case (nil, _?): #expect(FoundationDifference.isLaxer(bytes), "accepted by Foundation alone: \(text)")
        }
        return ours != nil
    }

    private static func isSame(_ ours: JSONModel, _ theirs: Any) -> Bool {
        switch ours {
        case .null: return theirs is NSNull
        case .boolean(let flag): return theirs as? Bool == flag
        case .number(let text): return FoundationDifference.isSame((theirs as? NSNumber)?.doubleValue, Double(text))
        case .string(let text): return FoundationDifference.isSame(text, theirs as? String)
        case .array(let elements):
            guard let theirs = theirs as? [Any], theirs.count == elements.count else { return false }
            return zip(elements, theirs).allSatisfy { isSame($0, $1) }
        case .object(let members):
            guard let theirs = theirs as? [String: Any] else { return false }
            let last = Dictionary(members.map { (String(decoding: $0.name, as: UTF8.self), $0.value) }) { _, last in
                last
            }
            guard last.count == theirs.count else { return false }
            return last.allSatisfy { name, value in theirs[name].map { isSame(value, $0) } ?? false }
        }
    }
}
