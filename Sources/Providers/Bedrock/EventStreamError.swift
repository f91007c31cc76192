/// Why an event stream cannot be read any further.
///
/// None of these can be mended: a framing without markers has no place to start again.
package enum EventStreamError: Error, Sendable, Equatable {
    /// The checksum of the first eight bytes is wrong, so the lengths in them mean nothing.
    case preludeChecksum
    /// The checksum of the whole frame is wrong.
    case messageChecksum
    /// The frame claims fewer bytes than its own fixed parts have.
    case frameTooShort
    /// The frame claims more header bytes than fit into it.
    case headersLongerThanFrame
    /// The frame claims more header bytes than the framing allows.
    case headersTooLong
    /// The frame claims more payload bytes than the framing allows.
    case payloadTooLong
    /// A header's name or value goes on after the end of the headers.
    case headerOverrun
    /// A header has a name of no bytes.
    case emptyHeaderName
    /// A header's type does not exist, so the length of its value is not known.
    case unknownHeaderType
    /// Two headers of one frame have the same name.
    case duplicateHeader
    /// The bytes ended inside a frame.
    case truncated
}

extension EventStreamError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .preludeChecksum: "the checksum of a frame's prelude is wrong"
        case .messageChecksum: "the checksum of a frame is wrong"
        case .frameTooShort: "a frame is shorter than its fixed parts"
        case .headersLongerThanFrame: "a frame's headers are longer than the frame"
        case .headersTooLong: "a frame's headers are longer than allowed"
        case .payloadTooLong: "a frame's payload is longer than allowed"
        case .headerOverrun: "a header goes on after the end of the headers"
        case .emptyHeaderName: "a header has no name"
        case .unknownHeaderType: "a header has a type that does not exist"
        case .duplicateHeader: "two headers have the same name"
        case .truncated: "the stream was truncated inside a frame"
        }
    }
}
