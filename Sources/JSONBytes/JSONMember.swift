/// One member of an object: where its key and its value stand.
package struct JSONMember: Sendable, Equatable {
    /// The member's key.
    package let key: JSONKey
    /// The member's value.
    package let value: JSONValue
}
