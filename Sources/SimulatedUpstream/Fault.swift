/// One way in which an upstream goes wrong.
package enum Fault: Sendable {
    /// An answer that is not a Messages answer: an error status, an HTML page, an empty 200.
    ///
    /// Bedrock's own errors become those of the vendor that is played.
    case response(ErrorResponse)
    /// An error status with the vendor's words and shape.
    case failure(VendorFailure)
    /// A good answer that breaks at a point of its stream.
    ///
    /// On an unstreamed request the same breaks are played as well as they can be: an exception becomes the HTTP error of
    /// that exception, everything that cuts cuts the body in half, damage makes the body no valid JSON.
    case breaks(StreamBreak, at: StreamPoint, of: Answer)

    /// Breaks a short stock answer of thinking, text and a tool call.
    package static func breaks(_ how: StreamBreak, at point: StreamPoint) -> Fault {
        .breaks(how, at: point, of: .stock)
    }

    /// The exception as a frame of a stream whose status was 200.
    package static func exception(_ exception: StreamException, at point: StreamPoint = .beforeFirstEvent) -> Fault {
        .breaks(.exception(exception), at: point)
    }

    /// A failure in a stream whose status was 200; at OpenRouter also in a whole body.
    package static func failure(_ failure: VendorFailure, at point: StreamPoint) -> Fault {
        .breaks(.failure(failure), at: point)
    }

    /// A connection reset (RST), not an orderly close.
    package static func reset(at point: StreamPoint) -> Fault { .breaks(.reset, at: point) }

    /// Silence; without an end unless `pause` has one.
    package static func stall(at point: StreamPoint, _ pause: ScriptPause = .forever) -> Fault {
        .breaks(.stall(pause), at: point)
    }

    /// A good answer, but for one frame that is damaged.
    package static func damage(_ damage: FrameDamage, at point: StreamPoint = .beforeFirstDelta) -> Fault {
        .breaks(.damage(damage), at: point)
    }
}

extension Answer {
    /// A short answer with a block of each common kind, used where a fault needs an answer to break.
    package static var stock: Answer {
        Answer(blocks: [
            .thinking("The user wants to see something break."),
            .text("This answer will break \u{2014} or not, gr\u{00fc}\u{00df}e \u{1f30d}."),
            .toolUse(name: "Bash", inputJSON: #"{"command":"echo broken","description":"Says so"}"#),
        ])
    }
}
