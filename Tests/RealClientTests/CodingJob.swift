import SimulatedUpstream

/// What the simulated model has Claude Code do: read a file and run a command at once, edit the file, run it.
struct CodingJob: Sendable {
    /// Where Claude Code is started.
    let folder: String

    /// What the commands print, as it has to reach the upstream.
    static let spoken = "gr\u{fc}\u{df}e \u{1f30d}\ta\n\"quoted\" \\ end"
    static let printed = "gr\u{fc}\u{df}e \u{1f30d} \"edited\" a\\b"

    private var file: String { #""file_path":"\#(folder)/greet.py""# }

    var script: ToolLoopScript {
        ToolLoopScript(
            rounds: [
                [
                    .init("Read", inputJSON: "{\(file)}"),
                    .init(
                        "Bash",
                        inputJSON: #"{"command":"printf 'gr\u00fc\u00dfe \ud83c\udf0d\\ta\\n\"quoted\" \\\\ end'","#
                            + #""description":"Speaks"}"#
                    ),
                ],
                [
                    .init(
                        "Edit",
                        inputJSON: #"{\#(file),"old_string":"print(\"hello\")","new_string":"#
                            + #""print(\"gr\u00fc\u00dfe \ud83c\udf0d\", '\"edited\"', \"a\\\\b\")"}"#
                    )
                ],
                [.init("Bash", inputJSON: #"{"command":"python3 greet.py","description":"Runs it"}"#)],
            ],
            thinking: "The world wants to be greeted.",
            closing: "The world is greeted."
        )
    }

    /// The same work on a chain of variants that fail each in its own way before the last one answers.
    func profiles(failingFirst failures: [Fault], _ base: ModelProfile = ModelProfile()) -> [ModelProfile] {
        var answering = base
        answering.behaviour = script.behaviour
        return failures.map { ModelProfile(behaviour: .fault($0)) } + [answering]
    }
}
