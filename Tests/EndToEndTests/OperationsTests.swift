import EndToEndSupport
import Foundation
import NIOHTTP1
import SimulatedUpstream
import Testing

@Suite("The process, end to end", .serialized)
struct OperationsTests {
    @Test("SIGTERM lets a running answer end, and loses no row")
    func drains() async throws {
        try await SimulatedUpstream.running { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let slow = Answer.text(String(repeating: "word ", count: 40))
                .paced(AnswerPacing(betweenEvents: .milliseconds(60)))
            upstream.setDefaultBehaviour(.answer(slow))
            let proxy = try await ProxyProcess.start(in: folder, endpoint: upstream.baseURL)

            async let answer = proxy.client.post()
            try await upstream.waitForRequests(count: 1)
            let status = await proxy.end(SIGTERM)

            #expect(status == 0)
            #expect(try await answer.body.contains("message_stop"))
            #expect(try HistoryFile(folder.path + "/h.db").query("SELECT outcome FROM exchange") == ["succeeded"])
        }
    }

    @Test("kill -9 under load: what is older than 250 ms is in the history, and the database is whole")
    func killed() async throws {
        try await SimulatedUpstream.running { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let proxy = try await ProxyProcess.start(in: folder, endpoint: upstream.baseURL)
            let client = proxy.client

            // Every finished answer with the time at which the client had it.
            let finished = await withTaskGroup(of: [(id: String, at: UInt64)].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var finished: [(id: String, at: UInt64)] = []
                        while let answer = try? await client.post(limit: .seconds(5)), answer.status == 200 {
                            if let id = answer.headers.first(name: "request-id") {
                                finished.append((id, SimulatedUpstream.now))
                            }
                        }
                        return finished
                    }
                }
                try? await Task.sleep(for: .seconds(2))
                let killedAt = SimulatedUpstream.now
                _ = await proxy.end(SIGKILL)
                var all: [(id: String, at: UInt64)] = []
                for await part in group { all += part }
                return all.filter { $0.at + 250_000_000 < killedAt }.map(\.id)
            }

            let file = HistoryFile(folder.path + "/h.db")
            #expect(try file.query("PRAGMA integrity_check") == ["ok"])
            let stored = Set(try file.query("SELECT request_id FROM exchange"))
            #expect(finished.count > 10)
            #expect(finished.filter { !stored.contains($0) } == [])
            let again = try await ProxyProcess.start(in: folder, endpoint: upstream.baseURL)
            #expect(try await again.client.post().status == 200)
            #expect(await again.end(SIGTERM) == 0)
        }
    }

    @Test("One info line a request; no keys and no prompt in the log")
    func log() async throws {
        try await SimulatedUpstream.running { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let proxy = try await ProxyProcess.start(in: folder, endpoint: upstream.baseURL)

            for _ in 0..<3 {
                _ = try await proxy.client.post(
                    MessagesClient.body(text: "the-prompt-itself"),
                    headers: ["x-api-key": "client-key-itself"]
                )
            }
            _ = await proxy.end(SIGTERM)

            let lines = proxy.log.split(separator: "\n").filter { $0.contains("request.id=") }
            #expect(lines.count == 3)
            #expect(lines.allSatisfy { $0.contains(" cost.usd=0.0") })
            for secret in ["the-prompt-itself", "client-key-itself", AcceptedCredentials.Key.example.secretAccessKey] {
                #expect(!proxy.log.contains(secret))
            }
        }
    }

    @Test("The demo's own traffic shows failover between vendors, a tool's call and result, and costs")
    func demo() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let proxy = try await ProxyProcess.demo(in: folder)
        let history = HistoryFile(folder.path + "/h.db")
        let rounds = ["bedrock", "bedrock", "openai", "bedrock", "groq", "bedrock"]

        #expect(try await history.settled(count: rounds.count) == rounds)
        let tries = "SELECT count(*) FROM attempt GROUP BY exchange_id ORDER BY exchange_id"
        #expect(try history.query(tries) == ["1", "1", "3", "1", "1", "2"])
        let failed = "SELECT count(*) FROM exchange WHERE outcome <> 'succeeded' OR COALESCE(cost_usd, 0) <= 0"
        #expect(try history.query(failed) == ["0"])
        #expect(await proxy.end(SIGTERM) == 0)
    }

    @Test("A taken port is one sentence and a failure; a taken dashboard port is a warning")
    func ports() async throws {
        try await SimulatedUpstream.running { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let first = try await ProxyProcess.start(in: folder, endpoint: upstream.baseURL)

            let second = try run(["serve", "--port", "\(first.port)", "--dashboard-port", "0"], in: folder)
            #expect(second.status != 0)
            #expect(second.output.contains("port \(first.port) on 127.0.0.1 is taken"))
            #expect(!second.output.contains("Fatal"))
            _ = await first.end(SIGTERM)
        }
    }

    @Test("Without a configuration and credentials: one sentence that names demo and init")
    func nothing() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }

        let result = try run(["serve"], in: folder)

        #expect(result.status != 0)
        #expect(result.output.contains("demo"))
        #expect(result.output.contains("init"))
    }

    private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: ProxyProcess.executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = [
            "HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true", "AWS_ACCESS_KEY_ID": "", "PATH": "/usr/bin:/bin",
        ]
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
