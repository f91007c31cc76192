/// Makes the id of a request, in the Messages API's form: `req_` and 22 characters.
enum RequestID {
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    static func make() -> String {
        var random = SystemRandomNumberGenerator()
        var bytes = Array("req_".utf8)
        // 58^11 is just above 2^64, so two words fill 22 characters without waste.
        for _ in 0..<2 {
            var word = random.next()
            for _ in 0..<11 {
                bytes.append(alphabet[Int(word % 58)])
                word /= 58
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
