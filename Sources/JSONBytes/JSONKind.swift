/// The six kinds of JSON value, as the first byte of a value tells them apart.
package enum JSONKind: Sendable {
    case object, array, string, number, boolean, null
}
