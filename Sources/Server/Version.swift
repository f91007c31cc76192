/// The version of this build.
package enum Version {
    /// Semantic version; the change log's newest heading says the same.
    package static let current = "0.1.0"
}
