/// A command that prints credentials, run without a shell and with nothing on its standard input.
public struct AWSProcess: Sendable, Hashable {
    /// Path or name of the program; a name is looked for in `PATH`.
    public var executable: String
    /// Arguments after the name.
    public var arguments: [String]
    /// The whole environment of the program.
    public var variables: [String: String]
    /// Longest run; then the program is killed.
    public var timeout: Duration

    /// Most bytes taken from standard output, and from standard error; more on standard output is a failure.
    public static let outputLimit = 64 * 1024

    /// Puts a command together.
    public init(executable: String, arguments: [String], variables: [String: String], timeout: Duration) {
        self.executable = executable
        self.arguments = arguments
        self.variables = variables
        self.timeout = timeout
    }
}

extension AWSProcess: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The program; arguments and variables may hold keys.
    public var description: String { executable }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
