import Gateway
import HTTPTypes
import JSONBytes
import MessagesAPI
import Providers

/// How things stand: routes, targets, cool-downs, the history's health.
struct RoutesEndpoint: Sendable {
    let gateway: Gateway
    let historyStatus: @Sendable () -> HistoryStatusReport
    let start: ContinuousClock.Instant
    /// The API's address as configured; its port as bound.
    let host: String
    let port: @Sendable () -> Int?
    let needsKey: Bool

    /// `GET /api/routes`.
    func routes(_ request: ClientRequest) -> ClientResponse {
        let cooldowns = gateway.cooldowns.running()
        let byTarget = Dictionary(cooldowns.map { ($0.target, $0) }, uniquingKeysWith: { first, _ in first })
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.array("routes", gateway.routes.routes) { route, writer in
            writer.beginObject()
            writer.member("model", route.model)
            writer.array("targets", route.targets(for: route.model)) { target, writer in
                writer.object(Self.target(target, byTarget[target.id]))
            }
            writer.endObject()
        }
        Self.write(cooldowns, to: &writer)
        writer.key("history")
        writer.object(Self.history(historyStatus()))
        writer.members([
            .text("version", Version.current), .count("uptime_seconds", Int((.now - start) / .seconds(1))),
            .milliseconds("now_at_ms", gateway.now().milliseconds), .text("address", address(for: request.head)),
            .flag("needs_key", needsKey),
        ])
        writer.endObject()
        return .json(writer)
    }

    /// `POST /api/cooldowns/reset?target=…`: ends one cool-down, or all of them.
    func resetCooldowns(_ request: ClientRequest) throws(APIError) -> ClientResponse {
        let target = try DashboardQuery(request).text("target")
        gateway.cooldowns.reset(target.map(Target.ID.init(rawValue:)))
        var writer = JSONWriter()
        writer.beginObject()
        Self.write(gateway.cooldowns.running(), to: &writer)
        writer.endObject()
        return .json(writer)
    }

    /// Writes the member `cooldowns`.
    static func write(_ cooldowns: [Cooldown], to writer: inout JSONWriter) {
        writer.array("cooldowns", cooldowns) { cooldown, writer in writer.object(DashboardField.cooldown(cooldown)) }
    }

    private static func target(_ target: Target, _ cooldown: Cooldown?) -> [DashboardField] {
        [
            .text("target", target.id.rawValue),
            .text("provider", target.provider),
            .text("model", target.model),
            .text("region", target.region),
            .text("state", state(cooldown)),
            .text("reason", cooldown?.reason),
            .text("detail", cooldown?.detail),
            .milliseconds("until_at_ms", cooldown?.until.milliseconds),
        ]
    }

    /// A target whose cool-down is the fault of our own credential or configuration has a problem: waiting will not help.
    private static func state(_ cooldown: Cooldown?) -> String {
        guard let cooldown else { return "ready" }
        return UpstreamFailure.Kind(rawValue: cooldown.reason)?.isOurFault == true ? "problem" : "cooling"
    }

    private static func history(_ status: HistoryStatusReport) -> [DashboardField] {
        [
            .flag("healthy", status.isHealthy), .text("problem", status.problem), .count("queued", status.queued),
            .count("dropped", status.dropped),
        ]
    }

    /// Where clients reach the API: one bound to every address is reached by the name that the page was reached by.
    private func address(for head: HTTPRequest) -> String? {
        guard let port = port() else { return nil }
        let isEverywhere = ["0.0.0.0", "::"].contains(host)
        let asked = (head.authority ?? head.headerFields[.host]).flatMap(AccessGate.hostName)
        let name = isEverywhere ? asked ?? host : host
        return "http://\(name.contains(":") ? "[\(name)]" : name):\(port)"
    }
}
