/// One setting as it took effect: what `GET /debug` and `check` show.
package struct EffectiveSetting: Sendable, Equatable {
    /// The key's path, for example `providers.bedrock.region`.
    package let path: String
    /// The value as text; `<secret>` for a secret.
    package let value: String
    /// Which layer it came from.
    package let origin: SettingOrigin
}
