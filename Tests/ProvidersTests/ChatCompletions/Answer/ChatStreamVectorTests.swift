import Foundation
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("Chat Completions → Messages: vectors")
struct ChatStreamVectorTests {
    @Test("Each stream becomes the events that are expected", arguments: ChatStreamVectors.all)
    func events(_ vector: ChatStreamVectors.Case) throws {
        try check(vector, vector.reads)
        try check(vector, Self.stream(of: vector).cut(every: 1))
    }

    @Test("Output does not depend on where the stream is cut", arguments: ChatStreamVectors.all)
    func cuts(_ vector: ChatStreamVectors.Case) throws {
        let stream = Self.stream(of: vector)
        let expected = Self.run(stream.cut(every: 1))

        for size in [2, 3, 7, 16, 61] {
            let run = Self.run(stream.cut(every: size))
            try #require(Self.isSame(run, run.output, expected), "pieces of \(size)")
        }
        // A translator is a value: one goes on byte by byte, and a copy of it gets the rest at once.
        var translator = ChatCompletionsToMessages(context: ChatAnswer.context(isRepeated: true))
        var before = ByteBuffer()
        var rest = stream
        while let byte = rest.readSlice(length: 1) {
            guard let given = try? translator.push(byte) else { break }
            before.writeImmutableBuffer(given)
            let run = TranslatorRun(translator, [rest])
            var output = before
            output.writeImmutableBuffer(run.output)
            try #require(Self.isSame(run, output, expected), "cut at \(rest.readerIndex)")
        }
    }

    private static func isSame(_ run: TranslatorRun, _ output: ByteBuffer, _ expected: TranslatorRun) -> Bool {
        // Content that comes together with a failure may be kept, so that the failure can go elsewhere.
        let isKept = run.failure != nil && output.readableBytes == 0
        return (isKept || output == expected.output) && run.failure == expected.failure
            && run.translator.usage == expected.translator.usage
    }

    private func check(_ vector: ChatStreamVectors.Case, _ reads: [ByteBuffer]) throws {
        let run = Self.run(reads)
        let data = try SSEReader.events(in: run.output.readableBytesView).map { event in
            try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any] ?? [:]
        }
        let events = ChatStreamVectors.normalized(data)
        switch vector.outcome {
        case "message":
            #expect(run.failure == nil)
            #expect(try events == ChatStreamVectors.events(of: vector.name))
            #expect(run.translator.isComplete)
        case "error_event":
            // The error event is the gateway's; a failure that comes together with the first content goes elsewhere.
            let expected = try ChatStreamVectors.events(of: vector.name)
            let isEmpty = reads.count == 1 && events.count == 0
            #expect(isEmpty || events.isEqual(to: expected.dropLast().map(\.self)))
            #expect(run.failure?.kind == .rateLimited)
            #expect(!run.translator.isComplete)
        default:
            #expect(events.count == 0)
            #expect(run.failure?.kind == (vector.name == "groq-event-error" ? .modelFault : .incomplete))
        }
    }

    private static func stream(of vector: ChatStreamVectors.Case) -> ByteBuffer {
        vector.reads.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }

    private static func run(_ reads: [ByteBuffer]) -> TranslatorRun {
        TranslatorRun(ChatCompletionsToMessages(context: ChatAnswer.context(isRepeated: true)), reads)
    }
}
