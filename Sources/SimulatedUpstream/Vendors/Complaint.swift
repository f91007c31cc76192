/// What is wrong with a request, in the vendor's words.
package struct Complaint: Sendable, Equatable {
    package var message: String
    /// The field that it is about.
    package var param: String?
    package var code: String?

    package init(_ message: String, param: String? = nil, code: String? = nil) {
        self.message = message
        self.param = param
        self.code = code
    }
}
