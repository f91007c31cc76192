/// What a finished ``AWSProcess`` left behind.
public struct AWSProcessResult: Sendable, Hashable {
    /// Exit status; a signal counts as a failure too.
    public var status: Int
    /// Bytes of standard output.
    public var output: [UInt8]
    /// The first bytes of standard error.
    public var errorOutput: [UInt8]

    /// Puts a result together.
    public init(status: Int, output: [UInt8], errorOutput: [UInt8]) {
        self.status = status
        self.output = output
        self.errorOutput = errorOutput
    }
}

extension AWSProcessResult: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The status; the output holds keys.
    public var description: String { "status \(status)" }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
