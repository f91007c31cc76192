extension SimulatedUpstream {
    /// How an upstream behaves from its start.
    package struct Settings: Sendable {
        /// Whose service is played.
        package var vendor: Vendor
        package var credentials: AcceptedCredentials
        package var rules: RequestRules
        /// What is particular about model ids; an id that is not listed has nothing particular.
        package var models: [String: ModelProfile]
        /// Refuses every model id that is not in ``models``.
        package var refusesUnknownModels: Bool
        /// What happens when neither a one-shot behaviour nor the model's own is there.
        package var behaviour: Behaviour
        /// Flags accepted in `anthropic_beta`.
        package var acceptedBetas: Set<String>
        package var clock: SimulatedClock
        /// Seed of all that is random: failures, padding, request ids.
        package var seed: UInt64
        /// Largest request body in bytes; 25,000,000 in the AWS service model.
        package var bodyLimit: Int
        /// Requests kept for tests to look at, the newest ones.
        package var recordedRequestLimit: Int
        /// Bytes of bodies kept with them; older requests go when it is exceeded.
        package var recordedBodyLimit: Int
        /// Writes kept for one answer.
        package var recordedWriteLimit: Int
        /// Between the last write and a reset, so that the peer can read what came before: a reset that arrives with unread
        /// data may take the data with it.
        package var resetDelay: Duration
        /// Size of the kernel's send buffer in bytes; `nil` leaves it to the kernel.
        ///
        /// A small one shows back-pressure soon.
        package var sendBufferBytes: Int?
        /// Event-loop threads.
        package var threads: Int

        package init(
            credentials: AcceptedCredentials = AcceptedCredentials(),
            rules: RequestRules = .standard,
            models: [String: ModelProfile] = [:],
            refusesUnknownModels: Bool = false,
            behaviour: Behaviour = .echo,
            acceptedBetas: Set<String> = Settings.knownBetas,
            clock: SimulatedClock = .system,
            seed: UInt64 = 1,
            bodyLimit: Int = 25_000_000,
            recordedRequestLimit: Int = 1_024,
            recordedBodyLimit: Int = 64 * 1_024 * 1_024,
            recordedWriteLimit: Int = 4_096,
            resetDelay: Duration = .milliseconds(20),
            sendBufferBytes: Int? = nil,
            threads: Int = 1,
            vendor: Vendor = .bedrock
        ) {
            self.vendor = vendor
            self.credentials = credentials
            self.rules = rules
            self.models = models
            self.refusesUnknownModels = refusesUnknownModels
            self.behaviour = behaviour
            self.acceptedBetas = acceptedBetas
            self.clock = clock
            self.seed = seed
            self.bodyLimit = bodyLimit
            self.recordedRequestLimit = recordedRequestLimit
            self.recordedBodyLimit = recordedBodyLimit
            self.recordedWriteLimit = recordedWriteLimit
            self.resetDelay = resetDelay
            self.sendBufferBytes = sendBufferBytes
            self.threads = threads
        }

        /// The flags that InvokeModel takes.
        ///
        /// `interleaved-thinking` and `thinking-token-count` are here because Claude Code sends them in its own Bedrock
        /// mode; sources disagree on the first. `dangerous-tool-use` is taken only together with `safeguards`.
        package static let knownBetas: Set<String> = [
            "compact-2026-01-12",
            "computer-use-2025-01-24",
            "computer-use-2025-11-24",
            "context-1m-2025-08-07",
            "context-management-2025-06-27",
            "dangerous-tool-use-2026-09-03",
            "effort-2025-11-24",
            "fine-grained-tool-streaming-2025-05-14",
            "interleaved-thinking-2025-05-14",
            "mid-conversation-output-config-2026-07-01",
            "mid-conversation-tool-changes-2026-07-01",
            "thinking-binding-controls-2026-08-01",
            "thinking-display-updates-2026-08-18",
            "thinking-token-count-2026-05-13",
            "tool-examples-2025-10-29",
            "tool-search-tool-2025-10-19",
        ]
    }
}
