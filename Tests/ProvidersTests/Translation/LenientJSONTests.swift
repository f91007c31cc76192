import Providers
import Testing

@Suite("LenientJSON")
struct LenientJSONTests {
    @Test(
        "What models get wrong is mended",
        arguments: [
            (#"{"a": 1}"#, #"{"a": 1}"#), ("", "{}"), (" \n", "{}"), ("null", "{}"), (" null ", "{}"),
            (#""{\"a\":1}""#, #"{"a":1}"#), (#""\"{\\\"a\\\":1}\"""#, #"{"a":1}"#),
            ("```json\n{\"a\":1}\n```", #"{"a":1}"#), ("```\n{\"a\":1}```", #"{"a":1}"#),
            ("```{'a':1,}```", #"{"a":1}"#), (#"{"a":[1,2,],}"#, #"{"a":[1,2]}"#), (#"{"a":1 , }"#, #"{"a":1  }"#),
            (#"{'a':'it\'s "so", and \\ \n'}"#, #"{"a":"it's \"so\", and \\ \n"}"#),
            ("{\"a\":\"one\ntwo\tthree\r\"}", #"{"a":"one\ntwo\tthree\r"}"#),
            ("{'a': True, 'b': False, 'c': None, 'd': 'None'}", #"{"a": true, "b": false, "c": null, "d": "None"}"#),
            (#"{"a":",}"}"#, #"{"a":",}"}"#),
        ]
    )
    func mended(_ text: String, _ json: String) {
        #expect(LenientJSON.object(in: text).map { String(decoding: $0, as: UTF8.self) } == json)
    }

    @Test(
        "What is no object, or was cut off, stays wrong",
        arguments: [
            "[1]", "3", "true", #""text""#, #""""#, "{\"a\":", #"{"a":1"#, #"{"a":1}}"#, "{a:1}", #"{"a":1}{"b":2}"#,
            "```json```",
            "nonsense", "{'a", #"{"a":"\"#, #"{"a":NaN}"#, "{,}x", "True", #""[1]""#, "``````",
        ]
    )
    func bad(_ text: String) {
        #expect(LenientJSON.object(in: text) == nil)
    }
}
