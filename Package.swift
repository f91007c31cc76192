// swift-tools-version: 6.2
// 6.2 and not older: RawSpan, `NonisolatedNonsendingByDefault` and `treatAllWarnings` need it.
import PackageDescription

/// The same rules for every target of ours; each feature is one that a later language mode makes the default.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "claude-proxy",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "claude-proxy", targets: ["ClaudeProxy"]),
        .library(name: "MessagesAPI", targets: ["MessagesAPI"]),
        .library(name: "Providers", targets: ["Providers"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
    ],
    targets: [
        // The command line: subcommands that put settings together and start a server.
        .executableTarget(
            name: "ClaudeProxy",
            dependencies: [
                "Server", "SimulatedUpstream", logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        // Scripted upstreams on loopback, for the demo, the tests and the benchmarks.
        .target(
            name: "SimulatedUpstream",
            dependencies: [crypto, nioCore, nioPosix, nioHTTP1],
            swiftSettings: settings
        ),
        // The HTTP edge, the configuration, and the place where everything is put together.
        .target(
            name: "Server",
            dependencies: [
                "Gateway", "History", "JSONBytes", "MessagesAPI", "Providers",
                httpTypes, logging, metrics, nioCore, nioPosix, nioHTTP1, nioSSL, nioTLS,
                serviceLifecycle,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            // Part of the program as DashboardAssets+Data.swift, which scripts/dashboard-assets makes of them.
            exclude: ["Dashboard/Assets"],
            swiftSettings: settings
        ),
        // What happened, in SQLite. Nothing else imports GRDB.
        .target(
            name: "History",
            dependencies: [
                "Gateway", "MessagesAPI", "Providers", logging, serviceLifecycle,
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        // Order and time: which target, how long, what next. Knows nothing of JSON.
        .target(
            name: "Gateway",
            dependencies: ["MessagesAPI", "Providers", httpTypes, logging, metrics, nioCore],
            swiftSettings: settings
        ),
        // Vendors and dialects; signing. No I/O.
        .target(
            name: "Providers",
            dependencies: ["JSONBytes", "MessagesAPI", crypto, httpTypes, nioCore],
            swiftSettings: settings
        ),
        // The client's wire format. No I/O.
        .target(name: "MessagesAPI", dependencies: ["JSONBytes", httpTypes, nioCore], swiftSettings: settings),
        // Byte-level JSON: reader, edits, decoding, writer. No Foundation, no dependencies.
        // Lifetimes: the reader holds a span of the document, so that it can neither outlive nor copy it.
        .target(name: "JSONBytes", swiftSettings: settings + [.enableExperimentalFeature("Lifetimes")]),

        // What the parts below Server cost, each by itself. No package of its own: `package` ends at a package.
        .executableTarget(
            name: "MicroBenchmarks",
            dependencies: ["Gateway", "JSONBytes", "MessagesAPI", "Providers", httpTypes, logging, nioCore],
            path: "Benchmarks/Micro",
            swiftSettings: settings
        ),

        // A clock moved by hand, scripted upstreams, readers of what comes out.
        .target(
            name: "TestSupport",
            dependencies: ["Gateway", "MessagesAPI", "Providers", httpTypes, nioCore],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .testTarget(name: "JSONBytesTests", dependencies: ["JSONBytes"], swiftSettings: settings),
        .testTarget(
            name: "MessagesAPITests",
            dependencies: ["JSONBytes", "MessagesAPI", "TestSupport", nioCore],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ProvidersTests",
            dependencies: ["JSONBytes", "MessagesAPI", "Providers", "TestSupport", crypto, httpTypes, nioCore],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GatewayTests",
            dependencies: ["Gateway", "MessagesAPI", "Providers", "TestSupport", httpTypes, logging, metrics, nioCore],
            swiftSettings: settings
        ),
        .testTarget(
            name: "HistoryTests",
            dependencies: [
                "Gateway", "History", "MessagesAPI", "Providers", "TestSupport", logging, serviceLifecycle,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Gateway", "History", "MessagesAPI", "Providers", "Server", httpTypes, logging, metrics, nioCore,
                nioHTTP1, nioPosix, nioSSL,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SimulatedUpstreamTests",
            dependencies: ["SimulatedUpstream", crypto, nioCore, nioPosix, nioHTTP1],
            swiftSettings: settings
        ),
        // Runs the whole proxy inside a test.
        .target(
            name: "EndToEndSupport",
            dependencies: ["Server", "SimulatedUpstream", logging],
            path: "Tests/EndToEndSupport",
            swiftSettings: settings
        ),
        // The Anthropic SDK, Claude Code and a browser against the whole proxy.
        .testTarget(
            name: "RealClientTests",
            dependencies: [
                "ClaudeProxy", "EndToEndSupport", "Gateway", "History", "MessagesAPI", "Providers", "Server",
                "SimulatedUpstream",
            ],
            swiftSettings: settings
        ),
        // The whole proxy on loopback, in front of the simulated upstream.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "ClaudeProxy", "EndToEndSupport", "Server", "SimulatedUpstream", "TestSupport",
                asyncHTTPClient, logging, nioCore, nioPosix, nioHTTP1,
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
    ]
)
