import Gateway
import HTTPTypes
import Logging
import NIOCore
import Providers
import ServiceLifecycle

/// The providers and their connections, made from the configuration.
struct UpstreamConnections: Sendable {
    let byName: [String: Gateway.Upstream]
    /// Close the connections when the proxy stops.
    let services: [any Service]

    /// Makes what routes use; what else is configured costs nothing.
    /// - Throws: ``StartError`` for a credential that cannot be used.
    init(_ configuration: Configuration, eventLoopGroup: any EventLoopGroup, logger: Logger) throws {
        let used = Set(RoutingTable(configuration).routes.flatMap(\.variants).map(\.provider))
        let variables = configuration.environment.merged
        let (proxies, tls) = (OutboundProxies(environment: variables), UpstreamTLS())
        func transport(_ timeouts: UpstreamHTTP.Timeouts) -> UpstreamHTTP {
            UpstreamHTTP(timeouts: timeouts, proxies: proxies, tls: tls, eventLoopGroup: eventLoopGroup)
        }
        let aws = AWSHTTP(transport: transport(AWSHTTP.timeouts))
        var byName: [String: Gateway.Upstream] = [:]
        var services: [any Service] = [aws.transport]
        for settings in configuration.providers where used.contains(settings.name) {
            let provider = try Self.provider(settings, variables, http: aws, logger: logger)
            let transport = transport(.init(settings))
            services.append(transport)
            byName[settings.name] = Gateway.Upstream(provider: provider, transport: transport)
        }
        self.byName = byName
        self.services = services
    }

    /// Bedrock's credentials are found in `variables`, which are the environment with `.env` under it.
    private static func provider(
        _ settings: ProviderSettings,
        _ variables: [String: String],
        http: AWSHTTP,
        logger: Logger
    ) throws -> any Provider {
        let omissions = OmissionLog(logger: logger)
        switch settings.kind {
        case .builtIn(.bedrock): return try BedrockProvider(settings, variables, http: http, omissions: omissions)
        case .builtIn(.anthropic): return MessagesProvider(settings, vendor: .anthropic, omissions)
        case .builtIn(.vendor(let vendor)): return ChatCompletionsProvider(settings, vendor: vendor, omissions)
        case .anthropicCompatible: return MessagesProvider(settings, vendor: .compatible, omissions)
        case .openAICompatible:
            let vendor = ChatCompletionsVendor.vendor(forBaseURL: settings.baseURL ?? "")
            return ChatCompletionsProvider(settings, vendor: vendor, omissions)
        }
    }
}

extension UpstreamHTTP.Timeouts {
    fileprivate init(_ settings: ProviderSettings) {
        self.init(
            connect: settings.connectTimeout,
            head: settings.headTimeout,
            idle: settings.idleTimeout,
            kept: UpstreamHTTP.keptTime
        )
    }
}

extension MessagesProvider {
    fileprivate init(_ settings: ProviderSettings, vendor: MessagesVendor, _ omissions: OmissionLog) {
        let key = settings.apiKey.map(Credential.key) ?? .none
        self.init(
            vendor: vendor,
            baseURL: settings.baseURL,
            credential: settings.apiKeyPassthrough ? .passthrough : key,
            headers: HTTPFields(settings.headers),
            now: WallClock.seconds,
            noteOmissions: omissions.note
        )
    }
}

extension ChatCompletionsProvider {
    fileprivate init(
        _ settings: ProviderSettings,
        vendor: ChatCompletionsVendor,
        _ omissions: OmissionLog
    ) {
        let claude = vendor.messagesEndpoint.map { MessagesProvider(settings, vendor: $0, omissions) }
        self.init(
            vendor: vendor,
            baseURL: settings.baseURL,
            apiKey: settings.apiKey,
            headers: HTTPFields(settings.headers),
            claude: claude,
            now: WallClock.seconds,
            noteOmissions: omissions.note
        )
    }
}

extension HTTPFields {
    /// The configured headers whose names are valid; the configuration refuses others.
    init(_ headers: [ProviderSettings.Header]) {
        self.init()
        for header in headers {
            if let name = HTTPField.Name(header.name) { self[name] = header.value.reveal() }
        }
    }
}
