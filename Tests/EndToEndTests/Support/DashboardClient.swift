import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Server
import SimulatedUpstream
import Testing

/// Speaks to the dashboard's port as its page does.
struct DashboardClient: Sendable {
    let client: MessagesClient
    let headers: HTTPHeaders

    init(_ proxy: RunningProxy, headers: HTTPHeaders = [:]) {
        self.init(port: proxy.addresses.dashboardPort ?? 0, headers: headers)
    }

    init(port: Int, headers: HTTPHeaders = [:]) {
        client = MessagesClient(baseURL: "http://127.0.0.1:\(port)")
        self.headers = headers
    }

    func get(_ path: String, headers: HTTPHeaders = [:]) async throws -> MessagesClient.Answer {
        try await send(.GET, path, headers: headers)
    }

    func send(
        _ method: HTTPMethod,
        _ path: String,
        body: String? = nil,
        headers: HTTPHeaders = [:]
    ) async throws -> MessagesClient.Answer {
        var request = HTTPClientRequest(url: client.baseURL + path)
        request.method = method
        request.headers = self.headers
        request.headers.add(contentsOf: headers)
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        return try await client.send(request, limit: .seconds(20))
    }

    /// The JSON of a successful answer.
    func json(_ path: String) async throws -> ParsedJSON {
        let answer = try await get(path)
        #expect(answer.status == 200, "\(path): \(answer.body)")
        #expect(answer.headers.first(name: "content-type") == "application/json")
        return try #require(ParsedJSON(answer.body))
    }

    /// The list of exchanges, once so many are written.
    func exchanges(atLeast count: Int, _ query: String = "?range=1h") async throws -> [ParsedJSON] {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let rows = try await json("/api/exchanges\(query)")["exchanges"]?.array ?? []
            if rows.count >= count { return rows }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try await json("/api/exchanges\(query)")["exchanges"]?.array ?? []
    }
}

/// One event of the live stream.
struct LiveEvent: Sendable {
    let name: String
    let id: String?
    let data: ParsedJSON
}

/// Reads the live stream event by event.
struct LiveReader {
    private var body: HTTPClientResponse.Body.AsyncIterator
    private var text = ""

    let status: Int
    let headers: HTTPHeaders

    init(
        _ client: DashboardClient,
        headers: HTTPHeaders = [:],
        through http: HTTPClient = .shared
    ) async throws {
        var request = HTTPClientRequest(url: client.client.baseURL + "/api/live")
        request.headers = client.headers
        request.headers.add(contentsOf: headers)
        let response = try await http.execute(request, timeout: .seconds(30))
        status = Int(response.status.code)
        self.headers = response.headers
        body = response.body.makeAsyncIterator()
    }

    /// The next event; `nil` at the end.
    mutating func next() async throws -> LiveEvent? {
        while true {
            while let end = text.range(of: "\n\n") {
                let lines = text[..<end.lowerBound].split(separator: "\n")
                text = String(text[end.upperBound...])
                if let event = Self.event(lines) { return event }
            }
            guard let chunk = try await body.next(isolation: #isolation) else { return nil }
            text += String(buffer: chunk)
        }
    }

    /// The next event for which something holds.
    mutating func next(where fits: (LiveEvent) -> Bool) async throws -> LiveEvent? {
        while let event = try await next() {
            if fits(event) { return event }
        }
        return nil
    }

    private static func event(_ lines: [Substring]) -> LiveEvent? {
        func field(_ name: String) -> String? {
            lines.first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
        }
        guard let name = field("event"), let data = field("data").flatMap({ ParsedJSON($0) }) else { return nil }
        return LiveEvent(name: name, id: field("id"), data: data)
    }
}
