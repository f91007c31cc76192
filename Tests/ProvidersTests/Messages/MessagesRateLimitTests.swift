import HTTPTypes
import NIOCore
import Providers
import Testing

@Suite("Messages failures, waits")
struct MessagesRateLimitTests {
    private func wait(_ headers: HTTPFields, _ message: String = "m", status: Int = 429) -> Duration? {
        let type = status == 429 ? "rate_limit_error" : "overloaded_error"
        return MessagesFailureTests.read(status, type, message, headers).retryAfter
    }

    @Test("retry-after comes before everything else", arguments: [429, 529])
    func header(_ status: Int) {
        let headers = HTTPFields.named([
            "retry-after": "7", "anthropic-ratelimit-requests-remaining": "0",
            "anthropic-ratelimit-requests-reset": "2026-11-18T14:28:20Z",
        ])

        #expect(wait(headers, "try again in 3s", status: status) == .seconds(7))
        #expect(wait(.named(["retry-after-ms": "1500", "retry-after": "7"]), status: status) == .milliseconds(1500))
    }

    @Test("Then comes the reset of what is empty, the latest of them")
    func resets() {
        // 1795000000 is 2026-11-18T11:06:40Z.
        let headers = HTTPFields.named([
            "anthropic-ratelimit-requests-remaining": "0", "anthropic-ratelimit-requests-reset": "2026-11-18T11:06:50Z",
            "anthropic-ratelimit-input-tokens-remaining": "0",
            "anthropic-ratelimit-input-tokens-reset": "2026-11-18T11:07:10Z",
            "anthropic-ratelimit-output-tokens-remaining": "8000",
            "anthropic-ratelimit-output-tokens-reset": "2026-11-18T12:00:00Z",
            "anthropic-priority-input-tokens-remaining": "0",
            "anthropic-priority-input-tokens-reset": "2026-11-18T13:00:00Z",
        ])

        #expect(wait(headers) == .seconds(30))
        #expect(wait(headers, status: 529) == nil)
    }

    @Test("A reset that has passed is no wait, one that cannot be read is none")
    func oddResets() {
        let name = "anthropic-ratelimit-tokens"
        func headers(_ reset: String) -> HTTPFields {
            .named(["\(name)-remaining": "0", "\(name)-reset": reset])
        }

        #expect(wait(headers("2026-11-18T11:00:00Z")) == .zero)
        #expect(wait(headers("2026-11-18T11:06:41.5+00:00")) == .seconds(1))
        #expect(wait(headers("soon")) == nil)
        #expect(wait(.named(["anthropic-ratelimit-tokens-remaining": "0"])) == nil)
    }

    @Test(
        "The text comes last",
        arguments: [
            ("Please try again in 5.289s.", Duration.milliseconds(5289)), ("Retry after 20 seconds", .seconds(20)),
            ("Rate limited. Retry in 3. seconds", .seconds(3)),
        ]
    )
    func text(_ message: String, _ duration: Duration) {
        #expect(wait([:], message) == duration)
    }

    @Test("No wait is made up", arguments: ["try again in a while", "try again in 5 minutes", "retry after ", "m"])
    func noText(_ message: String) {
        #expect(wait([:], message) == nil)
    }
}
