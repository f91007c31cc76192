import JSONBytes

/// One element of `messages` as a walk found it.
struct BedrockTurn {
    /// Who speaks.
    enum Role {
        case user, assistant, system
        /// Not known: stays as it is.
        case other

        init(name: String) {
            switch name {
            case "user": self = .user
            case "assistant": self = .assistant
            case "system": self = .system
            default: self = .other
            }
        }
    }

    /// The element's place in `messages`.
    let index: Int
    /// The element with its members.
    var object: BedrockWalkedContainer
    var role = Role.other
    var roleValue: JSONValue?
    /// `content` as a list of blocks; its own removals are not among the edits yet.
    var content: BedrockContentEditor.Content?
    /// `content` as a text.
    var text: JSONValue?
    /// Indexes of the members that only a `system` turn has.
    var outputConfig: Set<Int> = []
    var clearing: Set<Int> = []

    init(index: Int, from start: Int) {
        self.index = index
        object = BedrockWalkedContainer(from: start)
    }

    /// Whether the turn had blocks and none is left.
    var isEmptied: Bool { content.map { !$0.list.items.isEmpty && $0.list.isEmptied } ?? false }
}
