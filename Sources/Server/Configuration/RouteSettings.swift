/// One model name and the variants that may answer it.
package struct RouteSettings: Sendable, Equatable {
    /// The name as it stands in the file.
    package let model: String
    /// The variants in order, all providers of the sequence joined.
    package let targets: [TargetSettings]
}
