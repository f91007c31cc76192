import Gateway
import JSONBytes
import MessagesAPI
import Providers

/// What operators read and do: health, the state of things, cool-downs reset.
struct AdministrationEndpoints: Sendable {
    let gateway: Gateway
    /// Every setting as it took effect, secrets masked.
    let settings: [EffectiveSetting]
    let historyStatus: @Sendable () -> HistoryStatusReport
    let start: ContinuousClock.Instant

    /// `GET /health`: the process lives.
    func health() -> ClientResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("status", "ok")
        writer.member("version", Version.current)
        writer.member("uptime_seconds", Int((.now - start) / .seconds(1)))
        writer.endObject()
        return .json(writer)
    }

    /// `GET /debug`: configuration, routes, cool-downs, queues.
    func debug() -> ClientResponse {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.member("version", Version.current)
        writer.key("configuration")
        writer.beginObject()
        for setting in settings { writer.member(setting.path, setting.value) }
        writer.endObject()
        writer.key("routes")
        writeRoutes(to: &writer)
        writer.key("cooldowns")
        writeCooldowns(to: &writer)
        writer.key("history")
        historyStatus().write(to: &writer)
        writer.endObject()
        return .json(writer)
    }

    /// `POST /debug/cooldowns/reset?target=…`: ends one cool-down, or all of them.
    func resetCooldowns(_ request: ClientRequest) -> ClientResponse {
        gateway.cooldowns.reset(request.queryValue("target").map(Target.ID.init(rawValue:)))
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("cooldowns")
        writeCooldowns(to: &writer)
        writer.endObject()
        return .json(writer)
    }

    private func writeRoutes(to writer: inout JSONWriter) {
        writer.beginArray()
        for route in gateway.routes.routes {
            writer.beginObject()
            writer.member("model", route.model)
            writer.key("targets")
            writer.beginArray()
            for target in route.targets(for: route.model) { writer.value("\(target.id)") }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeCooldowns(to writer: inout JSONWriter) {
        let now = gateway.now()
        writer.beginArray()
        for cooldown in gateway.cooldowns.running() {
            writer.beginObject()
            writer.member("target", "\(cooldown.target)")
            writer.member("reason", cooldown.reason)
            writer.member("detail", cooldown.detail)
            writer.member("until", cooldown.until.rfc3339)
            writer.member("seconds_left", Int(cooldown.until.duration(since: now).wholeSeconds))
            writer.endObject()
        }
        writer.endArray()
    }
}
