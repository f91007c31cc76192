/// What is changed when a target is tried a second time because it refused something that can be changed.
public enum RequestAdjustment: Sendable, Hashable {
    /// Leave out this top-level field, together with the beta flags that belong to it.
    case withoutField(String)
    /// Leave out every beta flag, together with the fields that need one.
    case withoutBetas
    /// Turn `system` turns inside `messages` into `user` turns, in place.
    case withoutSystemTurns
    /// Ask the credential source again; what is cached was refused.
    case freshCredentials
    /// Sign with a clock moved by this many seconds (the upstream's time minus ours).
    case clockOffset(seconds: Int)
}
