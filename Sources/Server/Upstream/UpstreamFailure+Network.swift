import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Providers

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

// What the network's errors mean, in words that hold no address and no key.
extension UpstreamFailure {
    /// Why a connection could not be made.
    init(connecting error: any Error) {
        switch error {
        case let failure as UpstreamFailure: self = failure
        case let error as NIOConnectionError where error.isOurLimit: self.init(.localLimit, Self.ourLimit)
        case is NIOConnectionError: self.init(.network, "The connection could not be made.")
        case ChannelError.connectTimeout: self.init(.timedOut, "No connection within the connect timeout.")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self.init(.network, Self.words(tls: error))
        case let error as IOError where error.isOurLimit: self.init(.localLimit, Self.ourLimit)
        case let error as IOError: self.init(.network, Self.words(error))
        default: self.init(.network, "The connection could not be made.")
        }
    }

    /// Why an answer is not whole; `nil` stands for a connection closed without an error.
    init(closing error: (any Error)?) {
        switch error {
        case .none, .some(NIOSSLError.uncleanShutdown): self.init(.network, "The upstream closed the connection.")
        case .some(let error as IOError): self.init(.network, Self.words(error))
        case .some(is HTTPParserError), .some(is NIOHTTPDecoderError):
            self.init(.network, "The upstream's answer broke off or is not valid HTTP/1.1.")
        case .some(is NIOSSLError), .some(is BoringSSLError): self.init(.network, "The TLS connection failed.")
        case .some(let other): self.init(.network, "The connection failed: \(type(of: other))")
        }
    }

    private static let ourLimit = "The proxy has no socket left for a connection."

    /// The system's own words for it; the library's name a function of its own.
    private static func words(_ error: IOError) -> String { "\(String(cString: strerror(error.errnoCode)))." }

    private static func words(tls error: any Error) -> String {
        guard case .handshakeFailed(let reason) = error as? NIOSSLError else {
            return "The TLS certificate is not valid for the upstream's name."
        }
        return "\(reason)".contains("CERTIFICATE_VERIFY_FAILED")
            ? "The upstream's TLS certificate could not be verified." : "The TLS handshake failed."
    }
}

extension NIOConnectionError {
    /// Whether an address was not even tried, for want of something of our own.
    fileprivate var isOurLimit: Bool {
        connectionErrors.contains { ($0.error as? IOError)?.isOurLimit ?? false }
    }
}

extension IOError {
    /// Whether it is this process or this machine that has no descriptor or memory left.
    fileprivate var isOurLimit: Bool {
        [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errnoCode)
    }
}
