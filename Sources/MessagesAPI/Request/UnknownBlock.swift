/// A block of a type that this package does not know.
public struct UnknownBlock: Sendable, Equatable {
    /// The block's type.
    public let type: String
    /// The whole block as the client spelled it.
    public let json: RawJSON

    init(_ object: RequestObject, type: String) {
        self.type = type
        json = object.raw()
    }
}
