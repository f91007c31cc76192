extension Configuration {
    /// What was said on the command line; it outranks everything else.
    package struct Flags: Sendable {
        /// The value of `--host`.
        package var host: String?
        /// The value of `--port`.
        package var port: Int?
        /// The value of `--dashboard-port`.
        package var dashboardPort: Int?
        /// The value of `--database`.
        package var database: String?

        package init(host: String? = nil, port: Int? = nil, dashboardPort: Int? = nil, database: String? = nil) {
            self.host = host
            self.port = port
            self.dashboardPort = dashboardPort
            self.database = database
        }

        /// The flag's value for a key, as text.
        func value(of key: ConfigurationKey) -> String? {
            switch key.flag {
            case "--host": host
            case "--port": port.map(String.init)
            case "--dashboard-port": dashboardPort.map(String.init)
            case "--database": database
            default: nil
            }
        }
    }
}
