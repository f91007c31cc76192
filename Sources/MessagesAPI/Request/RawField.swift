/// A member of an object that this package has no property for.
///
/// The protocol is open: clients send fields before their documentation appears, and none may be refused.
public struct RawField: Sendable, Equatable {
    /// The member's decoded name.
    public let name: String
    /// The member's value as the client spelled it.
    public let value: RawJSON
}
