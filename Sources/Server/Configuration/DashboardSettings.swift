/// The page that shows what happened.
package struct DashboardSettings: Sendable {
    /// Whether it is served at all.
    package let isEnabled: Bool
    /// Its port; 0 takes any free one.
    package let port: Int
}
