/// Why a text is not the value a key wants, without the text itself: the caller knows whether it may be shown.
struct ValueProblem: Error, Equatable {
    /// Continues the sentence that begins with the value, for example `is not a whole number`.
    let reason: String
    /// What to write instead.
    let mend: String?
}
