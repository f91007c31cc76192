/// Why an ``AWSProcess`` has no result.
public enum AWSProcessError: Error, Sendable, Hashable {
    /// There is no such program, or it may not be run.
    case notFound
    /// It ran longer than its limit and was killed.
    case timedOut
    /// It printed more than ``AWSProcess/outputLimit`` bytes and was killed.
    case outputTooLarge
}
