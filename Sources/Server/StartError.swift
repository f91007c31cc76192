/// Why the proxy cannot start, in one sentence with what mends it.
package enum StartError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process listens on the port.
    case portTaken(host: String, port: Int)
    /// The address is not one of this machine's.
    case addressUnavailable(host: String)
    /// The port needs rights this user has not.
    case portForbidden(port: Int)
    /// The history cannot be opened; the text is the database's own sentence.
    case history(String)
    /// A credential that cannot be used; the text is its own sentence.
    case credentials(String)
    /// Anything else the system refused.
    case cannotListen(host: String, port: Int, reason: String)

    package var description: String {
        switch self {
        case .portTaken(let host, let port):
            "port \(port) on \(host) is taken by another process; stop that process or choose another one"
        case .addressUnavailable(let host):
            "\(host) is not an address of this machine; set server.host or --host to one that is, e.g. 127.0.0.1"
        case .portForbidden(let port):
            "this user may not listen on port \(port); choose one above 1023"
        case .history(let sentence), .credentials(let sentence):
            sentence
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host):\(port): \(reason)"
        }
    }
}
