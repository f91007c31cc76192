package import HTTPTypes
package import NIOCore

/// What an error of a vendor that speaks Chat Completions or Responses means, as an HTTP answer or inside a stream.
package enum ChatCompletionsFailure {
    /// Reads an answer whose status is not a success.
    ///
    /// `vendorName` is what messages call the vendor, for example `Groq`; `now` is our clock in seconds since
    /// 1970-01-01T00:00:00Z, against which dates in headers are held.
    package static func read(
        status: Int,
        headers: HTTPFields,
        body: ByteBuffer,
        vendorName: String,
        now: Int
    ) -> UpstreamFailure {
        UpstreamFailure(.unavailable, "", status: status)
    }

    /// Reads an error that came inside a success: a chunk of a stream, or a whole body, that has an error in it.
    ///
    /// `chunk` is the event's whole data. The status is taken from `status_code` or from the error's own code.
    package static func inStream(_ chunk: ByteBuffer, vendorName: String) -> UpstreamFailure {
        UpstreamFailure(.unavailable, "")
    }
}
