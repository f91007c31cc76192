import NIOCore
import Providers
import Testing

@Suite("Schemas that ask for more than their length tells")
struct SchemaBoundsTests {
    /// Far more than any of them takes, and far less than one without bounds does.
    private static let patience = Duration.seconds(20)

    private func clean(_ schema: String, _ rules: SchemaRules) -> (bytes: Int, time: Duration) {
        let start = ContinuousClock.now
        let cleaned = ToolSchema.cleaned(ByteBuffer(string: schema), by: rules)
        return (cleaned.count, .now - start)
    }

    @Test("Choices that refer to themselves do not multiply")
    func choices() {
        let references = Array(repeating: ##"{"$ref":"#"}"##, count: 2_000).joined(separator: ",")
        let result = clean(#"{"properties":{"a":{}},"anyOf":[\#(references)]}"#, .openAI)
        #expect(result.time < Self.patience)
    }

    @Test("What references name is not copied without end")
    func references() {
        let members = (0..<1_000).map { #""x\#($0)":1"# }.joined(separator: ",")
        let references = (0..<3_000).map { ##""p\##($0)":{"$ref":"#/$defs/a"}"## }.joined(separator: ",")
        let schema = ##"{"type":"object","$defs":{"a":{\##(members)}},"properties":{\##(references)}}"##
        #expect(clean(schema, .grammar).bytes < 1024 * 1024)
    }

    @Test("Definitions are not searched without end")
    func definitions() {
        let definitions = (0..<50_000).map { #""d\#($0)":{}"# }.joined(separator: ",")
        let references = (0..<15_000).map { ##""p\##($0)":{"$ref":"#/$defs/d\##($0)"}"## }.joined(separator: ",")
        let schema = ##"{"type":"object","$defs":{\##(definitions)},"properties":{\##(references)}}"##
        #expect(clean(schema, .grammar).time < Self.patience)
    }

    @Test("A schema with many references that are in bounds keeps what they name")
    func bounds() {
        let references = (0..<500).map { ##""p\##($0)":{"$ref":"#/$defs/a"}"## }.joined(separator: ",")
        let schema = ##"{"type":"object","$defs":{"a":{"type":"string"}},"properties":{\##(references)}}"##
        let cleaned = ToolSchema.cleaned(ByteBuffer(string: schema), by: .grammar)
        #expect(String(decoding: cleaned, as: UTF8.self).hasSuffix(#""p499":{"type":"string"}}}"#))
    }
}
