import Foundation
import NIOCore

/// A body as values, without regard to the order of keys.
struct BedrockBodyFacts: Equatable {
    let object: NSDictionary

    init(_ body: ByteBuffer) throws {
        let value = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
        object = value as? NSDictionary ?? [:]
    }
}
