/// Where the operations of one server are.
struct ChatCompletionsAddress {
    /// An operation of OpenAI's API.
    enum Operation: String {
        case chat = "chat/completions"
        case responses
        case countTokens = "responses/input_tokens"
    }

    /// Classic Azure: the deployment is part of the path.
    private static let deployments = "/openai/deployments"

    private let address: HTTPAddress
    private let path: String
    /// Whether the address can have `/responses`: one of a single deployment has not.
    let hasResponses: Bool

    /// - Throws: A failure of kind `misconfigured` if there is no address, or it is none of HTTP.
    init(_ baseURL: String?, vendor: ChatCompletionsVendor) throws(UpstreamFailure) {
        guard let text = baseURL ?? vendor.baseURL else {
            throw UpstreamFailure(.misconfigured, "\(vendor.displayName) needs a base_url.")
        }
        guard let address = HTTPAddress(text) else {
            throw UpstreamFailure(.misconfigured, "The base_url of \(vendor.displayName) is not an http(s) address.")
        }
        self.address = address
        // People paste the whole address of the operation, or only the host's.
        let chat = "/" + Operation.chat.rawValue
        let path = address.path.hasSuffix(chat) ? String(address.path.dropLast(chat.count)) : address.path
        self.path = path.isEmpty ? vendor.defaultPath : path
        hasResponses = !self.path.contains(Self.deployments)
    }

    /// The whole address of an operation.
    ///
    /// `model` goes into the path only where the address ends in Azure's list of deployments.
    func url(of operation: Operation, model: String) -> String {
        var path = path
        if path.hasSuffix(Self.deployments) { path += "/" + Self.escaped(model) }
        let query = address.query.map { "?\($0)" } ?? ""
        return "\(address.origin)\(path)/\(operation.rawValue)\(query)"
    }

    /// A model's name as one segment of a path.
    ///
    /// - Note: Source: RFC 3986 §2.3, unreserved characters.
    private static func escaped(_ model: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in model.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
