import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// SO_LINGER with a time of zero, which makes a close send RST instead of FIN.
enum SocketLinger {
    static func resetOnClose(_ channel: any Channel) {
        guard let socket = channel as? any SocketOptionProvider else { return }
        // On the channel's own event loop, where this is called, the option is set before the call returns.
        _ = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    }
}
