import Foundation
import NIOCore
import Providers
import Testing

@Suite("Cleaning the schemas of tools")
struct ToolSchemaTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let rules: SchemaRules
        let schema: String
        let cleaned: String

        var testDescription: String { name }
    }

    private func cleaned(_ schema: String, _ rules: SchemaRules) -> String {
        String(decoding: ToolSchema.cleaned(ByteBuffer(string: schema), by: rules), as: UTF8.self)
    }

    @Test("Each clean-up does its own and keeps the order", arguments: cases)
    func cleanUps(_ one: Case) {
        #expect(cleaned(one.schema, one.rules) == one.cleaned)
    }

    private static let cases = [
        Case(
            name: "no rules: byte for byte",
            rules: [],
            schema: #"{ "type" : "object" }"#,
            cleaned: #"{ "type" : "object" }"#
        ),
        Case(
            name: "type and properties at the top",
            rules: .objectAtTop,
            schema: #"{"description":"d"}"#,
            cleaned: #"{"type":"object","description":"d","properties":{}}"#
        ),
        Case(
            name: "another type at the top",
            rules: .objectAtTop,
            schema: #"{"type":"custom","properties":{"a":{}}}"#,
            cleaned: #"{"type":"object","properties":{"a":{}}}"#
        ),
        Case(
            name: "annotations, but no property of that name",
            rules: .withoutAnnotations,
            schema: #"{"$schema":"s","$id":"i","$comment":"c","properties":{"$id":{"$comment":"c","type":"string"}}}"#,
            cleaned: #"{"properties":{"$id":{"type":"string"}}}"#
        ),
        Case(
            name: "references, with what stands beside them",
            rules: .inlinedReferences,
            schema:
                ##"{"properties":{"a":{"$ref":"#/$defs/A","description":"own"},"b":{"$ref":"#/definitions/x~1y"}},"##
                + ##""$defs":{"A":{"type":"string","description":"theirs"}},"definitions":{"x/y":{"type":"number"}}}"##,
            cleaned: #"{"properties":{"a":{"description":"own","type":"string"},"b":{"type":"number"}}}"#
        ),
        Case(
            name: "a reference inside of what it names",
            rules: .inlinedReferences,
            schema: ##"{"properties":{"n":{"$ref":"#/$defs/N"}},"$defs":{"N":{"type":"object","properties":"##
                + ##"{"next":{"$ref":"#/$defs/N"},"all":{"type":"array","items":{"$ref":"#/$defs/N"}}}}}}"##,
            cleaned: #"{"properties":{"n":{"type":"object","properties":"#
                + #"{"next":{"type":"object"},"all":{"type":"array","items":{"type":"object"}}}}}}"#
        ),
        Case(
            name: "a reference to the whole, to nothing, and elsewhere",
            rules: .inlinedReferences,
            schema:
                ##"{"type":"object","properties":{"a":{"$ref":"#/nowhere"},"b":{"$ref":"http://x/y","title":"t"}}}"##,
            cleaned: #"{"type":"object","properties":{"a":{},"b":{"title":"t"}}}"#
        ),
        Case(
            name: "any of several objects: what all ask for stays required",
            rules: .mergedTop,
            schema: #"{"properties":{"z":{}},"required":["z"],"additionalProperties":false,"anyOf":["#
                + #"{"properties":{"a":{"type":"string"},"b":{}},"required":["a","b"]},"#
                + #"{"properties":{"a":{"type":"number"},"c":{}},"required":["a"]}]}"#,
            cleaned:
                #"{"properties":{"z":{},"a":{"type":"string"},"b":{},"c":{}},"required":["z","a"],"type":"object"}"#
        ),
        Case(
            name: "all of several objects, one of them by reference",
            rules: .mergedTop,
            schema: ##"{"allOf":[{"$ref":"#/$defs/A"},{"properties":{"b":{}},"required":["b"]}],"##
                + ##""$defs":{"A":{"properties":{"a":{}},"required":["a"]}}}"##,
            cleaned: #"{"$defs":{"A":{"properties":{"a":{}},"required":["a"]}},"type":"object","#
                + #""properties":{"a":{},"b":{}},"required":["a","b"]}"#
        ),
        Case(
            name: "choices below the top stay",
            rules: .mergedTop,
            schema: #"{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]}}}"#,
            cleaned: #"{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]}}}"#
        ),
        Case(
            name: "lists of types",
            rules: .singleTypes,
            schema: #"{"properties":{"a":{"type":["null","string"]},"type":{"type":["null"]}}}"#,
            cleaned: #"{"properties":{"a":{"type":"string"},"type":{"type":"null"}}}"#
        ),
        Case(
            name: "formats",
            rules: .withoutFormats,
            schema: #"{"properties":{"a":{"format":"uri"},"b":{"format":"date-time"},"format":{"format":"enum"}}}"#,
            cleaned: #"{"properties":{"a":{},"b":{"format":"date-time"},"format":{"format":"enum"}}}"#
        ),
        Case(
            name: "patterns that look around",
            rules: .withoutLookAround,
            schema: #"{"properties":{"a":{"pattern":"^(?!x)"},"b":{"pattern":"^(?:x)$"},"c":{"pattern":"(?<=x)"}}}"#,
            cleaned: #"{"properties":{"a":{},"b":{"pattern":"^(?:x)$"},"c":{}}}"#
        ),
        Case(
            name: "bounds, but no property of that name",
            rules: .withoutBounds,
            schema: #"{"properties":{"default":{"default":1,"minLength":2,"exclusiveMinimum":0,"examples":[1],"#
                + #""pattern":"x","type":"string"}}}"#,
            cleaned: #"{"properties":{"default":{"type":"string"}}}"#
        ),
        Case(
            name: "additional properties",
            rules: .withoutAdditionalProperties,
            schema: #"{"additionalProperties":false,"properties":{"a":{"additionalProperties":{"type":"string"}}}}"#,
            cleaned: #"{"properties":{"a":{}}}"#
        ),
        Case(
            name: "empty additional properties only",
            rules: .withoutEmptyAdditionalProperties,
            schema: #"{"additionalProperties":false,"properties":{"a":{"additionalProperties":{}}}}"#,
            cleaned: #"{"additionalProperties":false,"properties":{"a":{}}}"#
        ),
        Case(
            name: "enums of other things than strings",
            rules: .stringEnums,
            schema: #"{"properties":{"a":{"enum":[1,2]},"b":{"enum":["x"]},"enum":{"enum":["x",null]}}}"#,
            cleaned: #"{"properties":{"a":{},"b":{"enum":["x"]},"enum":{}}}"#
        ),
        Case(
            name: "required keys that are not there",
            rules: .knownRequired,
            schema: #"{"properties":{"a":{"required":["q"]}},"required":["a","b"]}"#,
            cleaned: #"{"properties":{"a":{}},"required":["a"]}"#
        ),
        Case(
            name: "arrays of nothing",
            rules: .itemsInArrays,
            schema:
                #"{"properties":{"a":{"type":"array"},"b":{"type":["array","null"]},"c":{"type":"array","items":{}}}}"#,
            cleaned: #"{"properties":{"a":{"type":"array","items":{}},"b":{"type":["array","null"],"items":{}},"#
                + #""c":{"type":"array","items":{}}}}"#
        ),
        Case(
            name: "boolean schemas, but not what closes an object",
            rules: .objectsForBooleans,
            schema: #"{"properties":{"a":true,"b":false,"c":{"items":true}},"additionalProperties":false}"#,
            cleaned: #"{"properties":{"a":{},"b":{"not":{}},"c":{"items":{}}},"additionalProperties":false}"#
        ),
        Case(
            name: "numbers and escapes keep their value, numbers their spelling",
            rules: .grammar,
            schema: #"{"type":"object","properties":{"\u0061\"":{"default":1.50e3,"const":null}}}"#,
            cleaned: #"{"type":"object","properties":{"a\"":{"default":1.50e3,"const":null}}}"#
        ),
    ]

    @Test("References that multiply come to an end", .timeLimit(.minutes(1)))
    func bomb() throws {
        // Each of 40 definitions names the next one ten times: 10^40 schemas.
        let definitions = (0..<40).map { index in
            let properties = (0..<10).map { ##""p\##($0)":{"$ref":"#/$defs/d\##(index + 1)"}"## }
            return #""d\#(index)":{"type":"object","properties":{\#(properties.joined(separator: ","))}}"#
        }
        let schema =
            ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/d0"}},"$defs":{"##
            + definitions.joined(separator: ",") + "}}"

        let text = cleaned(schema, .grammar)

        #expect(text.utf8.count < 4_000_000)
        #expect(!text.contains("$ref"))
        _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    @Test("A schema deeper than any real one neither crashes nor breaks")
    func deep() throws {
        let depth = 120
        let schema =
            String(repeating: #"{"type":"object","properties":{"a":"#, count: depth) + "true"
            + String(repeating: "}}", count: depth)

        let text = cleaned(schema, .gemini)

        _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    @Test(
        "Strict is only said of schemas that are closed and ask for everything",
        arguments: [
            (#"{"type":"object","properties":{},"additionalProperties":false}"#, true),
            (
                #"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}"#,
                true
            ),
            (
                #"{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}"#,
                false
            ),
            (#"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}"#, false),
            (
                #"{"type":"object","properties":{"a":{"type":"object","properties":{}}},"required":["a"],"#
                    + #""additionalProperties":false}"#, false
            ),
            (
                #"{"type":"object","properties":{"a":{"type":"array","items":{"type":"object","#
                    + #""additionalProperties":false}}},"required":["a"],"additionalProperties":false}"#, true
            ),
            (
                #"{"type":"object","properties":{"a":{"anyOf":[{"type":"object"},{"type":"null"}]}},"required":["a"],"#
                    + #""additionalProperties":false}"#, false
            ),
            (#"{"properties":{},"additionalProperties":false}"#, false), (#"{"type":"string"}"#, false),
        ]
    )
    func strict(schema: String, qualifies: Bool) {
        #expect(ToolSchema.qualifiesForStrict(ByteBuffer(string: schema)) == qualifies)
    }
}
