@testable import SimulatedUpstream

/// Requests in the vendors' protocols.
enum VendorRequest {
    static let user = #"{"role":"user","content":"Hi"}"#
    static let tool =
        #"{"type":"function","function":{"name":"Bash","parameters":{"type":"object","properties":{}}}}"#

    static func chatPath(_ vendor: Vendor) -> String {
        switch vendor {
        case .groq: "/openai/v1/chat/completions"
        case .openRouter: "/api/v1/chat/completions"
        case .bedrock, .anthropic, .openAI, .cerebras, .compatible: "/v1/chat/completions"
        }
    }

    /// A request that the vendor takes, with `extra` members.
    static func chat(
        _ vendor: Vendor,
        model: String = "m",
        messages: String = user,
        _ extra: String = "",
        stream: Bool = true
    ) -> TestRequest {
        let usage = vendor == .compatible || !stream ? "" : #","stream_options":{"include_usage":true}"#
        let more = extra.isEmpty ? "" : ",\(extra)"
        return to(
            chatPath(vendor),
            #"{"model":"\#(model)","messages":[\#(messages)],"stream":\#(stream)\#(usage)\#(more)}"#
        )
    }

    /// A request with a good key.
    static func to(_ uri: String, _ body: String, method: String = "POST") -> TestRequest {
        var request = TestRequest()
        request.method = method
        request.uri = uri
        request.body = Array(body.utf8)
        return request.adding("Authorization", "Bearer \(AcceptedCredentials.exampleAPIKey)")
    }
}

/// One server-sent event of an answer.
struct SentEvent: Equatable {
    var name: String?
    var data: String

    var json: ParsedJSON? { ParsedJSON(data) }
}

extension WireAnswer {
    /// The events of the body, comments left out.
    var sent: [SentEvent] {
        String(decoding: body, as: UTF8.self).components(by: "\n\n").compactMap { text in
            var event = SentEvent(data: "")
            var isEvent = false
            for line in text.components(by: "\n") {
                if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
                guard line.hasPrefix("data: ") else { continue }
                event.data += line.dropFirst(6)
                isEvent = true
            }
            return isEvent ? event : nil
        }
    }

    var comments: Int {
        String(decoding: body, as: UTF8.self).components(by: "\n").filter { $0.hasPrefix(": ") }.count
    }

    /// The chunks of a Chat Completions stream.
    var chunks: [ParsedJSON] { sent.compactMap(\.json) }

    /// The deltas of the first choice.
    var deltas: [ParsedJSON] { chunks.compactMap { $0["choices"]?[0]?["delta"] } }

    /// A field of the deltas, joined.
    func text(_ field: String) -> String { deltas.compactMap { $0[field]?.string }.joined() }

    /// The fragments of tool calls in order.
    var callFragments: [ParsedJSON] { deltas.flatMap { $0["tool_calls"]?.array ?? [] } }
}

extension String {
    func components(by separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

extension SimulatedUpstream {
    /// An upstream of one vendor and a client of it.
    static func running(
        _ vendor: Vendor,
        models: [String: ModelProfile] = [:],
        clock: SimulatedClock = .system,
        behaviour: Behaviour = .echo,
        _ body: (SimulatedUpstream, RawClient) async throws -> Void
    ) async throws {
        // On a loaded machine the client may need a while to read what comes before a reset.
        let settings = Settings(
            models: models,
            behaviour: behaviour,
            clock: clock,
            resetDelay: .milliseconds(250),
            vendor: vendor
        )
        try await running(settings) { upstream in
            let client = try await RawClient.connect(port: upstream.port)
            try await body(upstream, client)
            try? await client.close()
        }
    }
}
