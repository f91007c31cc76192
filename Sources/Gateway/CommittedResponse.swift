package import NIOCore
package import Providers

/// An answer that has begun: from here on never another target, never another status.
package struct CommittedResponse {
    package let target: Target
    /// How many attempts were made, this one included.
    package let attempts: Int
    /// The first bytes for the client, never empty.
    package let first: ByteBuffer
    /// What comes after them.
    package var rest: TranslatedStream
    /// This attempt's place in the exchange.
    let attemptIndex: Int
}
