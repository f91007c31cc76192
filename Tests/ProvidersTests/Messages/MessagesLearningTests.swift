import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages provider, what refusals teach")
struct MessagesLearningTests {
    private static let target = Target(provider: "p", model: "m")
    private static let body =
        #"{"model":"m","output_config":{"effort":"low"},"context_management":{},"temperature":1,"messages":[]}"#

    private func next(after refusal: String) async throws -> (adjustment: RequestAdjustment?, body: String) {
        let provider = MessagesProvider.make(.anthropic)
        let error = #"{"type":"error","error":{"type":"invalid_request_error","message":"\#(refusal)"}}"#
        let failure = provider.failure(
            status: 400,
            headers: [:],
            body: ByteBuffer(string: error),
            target: Self.target
        )
        let request = try MessagesRequest(body: ByteBuffer(string: Self.body))
        let call = try await provider.call(for: request, target: Self.target, adjustments: [])
        let other = try await provider.call(
            for: request,
            target: Target(provider: "p", model: "m2"),
            adjustments: []
        )
        #expect(String(buffer: other.request.body).contains("output_config"), "another target has refused nothing")
        return (failure.adjustment, String(buffer: call.request.body))
    }

    @Test("A refused output_config is not sent again")
    func outputConfig() async throws {
        let (adjustment, body) = try await next(after: "output_config: Extra inputs are not permitted")

        #expect(adjustment == .withoutField("output_config"))
        #expect(!body.contains("output_config"))
    }

    @Test("Nor is a refused effort")
    func effort() async throws {
        let (_, body) = try await next(after: "output_config.effort: Extra inputs are not permitted")

        #expect(!body.contains("effort"))
    }

    @Test("What may be refused for want of a client's beta flag is sent again")
    func flagged() async throws {
        let (adjustment, body) = try await next(after: "context_management: Extra inputs are not permitted")

        #expect(adjustment == .withoutField("context_management"))
        #expect(body == Self.body)
    }
}
