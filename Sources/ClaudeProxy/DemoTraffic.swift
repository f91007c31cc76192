import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A little traffic, so that the history is not empty when a newcomer looks at it.
struct DemoTraffic {
    /// Enough to spend the first variant's quota and show the failover.
    static let requestCount = 5

    let port: Int

    /// Sends a few requests one after another; what fails is in the history.
    func send() async {
        for number in 1...Self.requestCount {
            guard let request = request(number) else { return }
            _ = try? await URLSession.shared.data(for: request)
        }
    }

    private func request(_ number: Int) -> URLRequest? {
        guard let url = URL(string: "http://127.0.0.1:\(port)/v1/messages") else { return nil }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        request.setValue("claude-proxy-demo/1.0", forHTTPHeaderField: "user-agent")
        let isStreaming = number.isMultiple(of: 2) ? "false" : "true"
        request.httpBody = Data(
            """
            {"model":"claude-sonnet-4-6","max_tokens":100,"stream":\(isStreaming),\
            "messages":[{"role":"user","content":"Demo request \(number)"}]}
            """.utf8
        )
        return request
    }
}
