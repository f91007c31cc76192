import JSONBytes
import MessagesAPI
import NIOCore
import Testing

/// Bodies that are JSON but not what the API expects.
struct RequestDecodingFuzzTests {
    @Test("Any value of a body may be anything: it is read, or refused with a path, and never a trap")
    func substituted() throws {
        let body = Array(try RequestFixture.text("every-block.json").utf8)
        let values = try Self.values(in: body)
        var refused = 0

        for (index, value) in values.enumerated() {
            // Three of the nine for each value, in turn, keep the test short.
            for step in 0..<3 {
                let substitute = Self.substitutes[(index + step * 4) % Self.substitutes.count]
                var edits = JSONEdits()
                edits.replace(value, with: Array(substitute.utf8))
                let bytes = edits.apply(to: body.span.bytes)
                do throws(APIError) {
                    let request = try MessagesRequest(body: ByteBuffer(bytes: bytes))
                    let decoded = try request.decoded()
                    #expect(TokenEstimate.inputTokens(of: decoded, model: request.model) > 0)
                } catch {
                    refused += 1
                    #expect(error.kind == .invalidRequest)
                    #expect(error.message.contains(": "))
                }
            }
        }

        #expect(values.count > 300)
        #expect(refused > 150)
    }

    private static let substitutes = [
        "null", "true", "7", "1e999", "\"x\"", "[]", "[[]]", "{}", #"{"type":"text"}"#,
    ]

    /// All values of a document, at every depth.
    private static func values(in body: [UInt8]) throws -> [JSONValue] {
        var values: [JSONValue] = []
        var open = [try JSON.validate(body.span.bytes)]
        while let value = open.popLast() {
            values.append(value)
            switch value.kind {
            case .object: open += try JSON.members(of: value, in: body.span.bytes).map(\.value)
            case .array: open += try JSON.elements(of: value, in: body.span.bytes)
            default: break
            }
        }
        return values
    }
}
