import Providers
import Testing

@Suite("ReasoningPayload")
struct ReasoningPayloadTests {
    @Test(
        "What was written is read back byte for byte",
        arguments: [
            .text, .hiddenText("Hm \"x\""), .details(Array(#"[{"type":"reasoning.encrypted","data":"a=="}]"#.utf8)),
            .responsesItem(Array(#"{ "id" : "rs_1" }"#.utf8)),
        ] as [ReasoningPayload]
    )
    func roundTrip(_ payload: ReasoningPayload) {
        #expect(ReasoningPayload(parsing: payload.json) == payload)
    }

    @Test(
        "Anything else is no payload",
        arguments: [
            "", "{}", "[]", #"{"kind":"other"}"#, #"{"kind":1}"#, #"{"kind":"details"}"#,
            #"{"kind":"details","details":{}}"#, #"{"kind":"item","item":[]}"#, #"{"kind":"text"}x"#,
        ]
    )
    func others(_ json: String) {
        #expect(ReasoningPayload(parsing: Array(json.utf8)) == nil)
    }
}
