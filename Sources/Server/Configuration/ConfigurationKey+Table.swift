/// The table of keys. A key that is not here does not exist.
extension ConfigurationKey {
    /// Every key, in the order of the documentation.
    package static let all: [ConfigurationKey] =
        serverKeys + dashboardKeys + historyKeys + providerKeys + routingKeys

    // MARK: server

    static let serverHost = ConfigurationKey(
        "server.host",
        .text,
        fallback: "127.0.0.1",
        flag: "--host",
        example: "127.0.0.1",
        "Address to bind. Anything wider than loopback needs `server.api_keys`."
    )
    static let serverPort = ConfigurationKey(
        "server.port",
        .integer(portRange, unit: nil),
        fallback: "3001",
        variables: [Variable(name: "PORT", path: "server.port")],
        flag: "--port",
        example: "\"3001\"",
        "Port of the API; 0 takes any free one."
    )
    static let serverAPIKeys = ConfigurationKey(
        "server.api_keys[]",
        .secret,
        example: "${PROXY_KEY}",
        "Keys that clients may show in `x-api-key` or as a bearer token. No list: no check."
    )
    static let serverReadTimeout = ConfigurationKey(
        "server.read_timeout",
        .duration(waitRange),
        fallback: "300s",
        example: "300s",
        "Longest gap while a request is read."
    )
    static let serverWriteTimeout = ConfigurationKey(
        "server.write_timeout",
        .duration(waitRange),
        fallback: "300s",
        example: "5m",
        "Longest wait for a client that does not take its answer."
    )
    static let serverIdleTimeout = ConfigurationKey(
        "server.idle_timeout",
        .duration(waitRange),
        fallback: "300s",
        example: "300s",
        "How long an unused connection is kept."
    )
    static let serverMaxBodyBytes = ConfigurationKey(
        "server.max_body_bytes",
        .byteCount(bodyRange),
        fallback: "33554432",
        example: "32MiB",
        "Largest request body, as sent; a compressed body is refused; 413 above."
    )
    static let serverKeys = [
        serverHost, serverPort, serverAPIKeys, serverReadTimeout, serverWriteTimeout, serverIdleTimeout,
        serverMaxBodyBytes,
    ]

    // MARK: dashboard, history

    static let dashboardEnabled = ConfigurationKey(
        "dashboard.enabled",
        .boolean,
        fallback: "true",
        example: "true",
        "Whether the dashboard is served."
    )
    static let dashboardPort = ConfigurationKey(
        "dashboard.port",
        .integer(portRange, unit: nil),
        fallback: "8501",
        flag: "--dashboard-port",
        example: "8501",
        "Port of the dashboard; 0 takes any free one."
    )
    static let dashboardKeys = [dashboardEnabled, dashboardPort]

    static let historyPath = ConfigurationKey(
        "history.path",
        .text,
        fallback: "request_history.db",
        flag: "--database",
        example: "~/claude-proxy.db",
        "SQLite file; relative to the working directory, `~/` is the home directory."
    )
    static let historyRetentionDays = ConfigurationKey(
        "history.retention_days",
        .integer(1...36_500, unit: "days"),
        fallback: "90",
        example: "90",
        "Age at which a row is deleted."
    )
    static let historyBodies = ConfigurationKey(
        "history.bodies",
        .boolean,
        fallback: "false",
        example: "false",
        "Whether request and response bodies are kept too."
    )
    static let historyKeys = [historyPath, historyRetentionDays, historyBodies]

    // MARK: routing

    static let routingEnable = ConfigurationKey(
        "routing.enable",
        .boolean,
        variables: [Variable(name: "ROUTING_ENABLE", path: "routing.enable")],
        example: "true",
        "False: every model goes to the first provider, its name unchanged. Default: true if `routing.models` is given."
    )
    static let routeModel = ConfigurationKey(
        "routing.models[].model",
        .text,
        example: "default",
        "Model name of the route: exact, else case-insensitive part of the client's name in file order, else `default`."
    )
    static let sequenceName = ConfigurationKey(
        "routing.models[].provider_sequence[].name",
        .text,
        example: "bedrock",
        "Name of the provider."
    )
    static let variantModel = ConfigurationKey(
        "routing.models[].provider_sequence[].variants[].model",
        .text,
        example: "us.anthropic.claude-sonnet-5-5",
        "Model id that is sent upstream. Without it, or without variants: the client's model name."
    )
    static let variantRegion = ConfigurationKey(
        "routing.models[].provider_sequence[].variants[].region",
        .text,
        example: "us-west-2",
        "Region of this variant (Bedrock). Default: the provider's."
    )
    static let variantEndpoint = ConfigurationKey(
        "routing.models[].provider_sequence[].variants[].endpoint",
        .url,
        example: "https://vpce.example.com",
        "Address of this variant. Default: the provider's."
    )
    static let routingRetryTimeout = ConfigurationKey(
        "routing.retry_timeout_millis",
        .integer(0...60_000, unit: "milliseconds"),
        fallback: "1000",
        variables: [Variable(name: "RETRY_TIMEOUT_MILLIS", path: "routing.retry_timeout_millis")],
        example: "1000",
        "Wait before the last variant left is tried once more after a network failure or 5xx."
    )
    static let routingRateLimit = ConfigurationKey(
        "routing.rate_limit_seconds",
        .integer(0...86_400, unit: "seconds"),
        fallback: "60",
        variables: [Variable(name: "RATE_LIMIT_SECONDS", path: "routing.rate_limit_seconds")],
        example: "60",
        "Cool-down of a throttled variant when the upstream names none."
    )
    static let routingKeys = [
        routingEnable, routeModel, sequenceName, variantModel, variantRegion, variantEndpoint, routingRetryTimeout,
        routingRateLimit,
    ]

    // MARK: ranges

    /// 0 asks the system for a free port.
    private static let portRange = 0...65_535
    /// Below a millisecond nothing could ever arrive; above a day it is no timeout.
    static let waitRange: ClosedRange<Duration> = .milliseconds(1) ... .seconds(86_400)
    /// From one small request to what one process could hold at all, in bytes.
    private static let bodyRange = 1_024...1_073_741_824
}
