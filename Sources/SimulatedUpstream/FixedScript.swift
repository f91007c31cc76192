import NIOCore

/// The steps of responses that are known as a whole before their first byte.
enum FixedScript {
    /// Bytes handed to the socket at once; more would sit in memory for a slow reader.
    private static let sliceLimit = 64 * 1_024

    /// An error, or whatever else is no answer.
    static func steps(for response: ErrorResponse, scene: AnswerScene) -> [ScriptStep] {
        let keepsAlive = response.keepsAlive && !scene.request.asksForClose
        var head = ResponseHead(
            status: response.status,
            requestID: scene.request.requestID,
            epochSeconds: scene.settings.clock.epochSeconds(),
            keepsAlive: keepsAlive,
            vendor: scene.settings.vendor
        )
        head.headers += scene.limits
        if let type = response.type {
            // The form in which the service's front end writes the type.
            head = head.adding("x-amzn-ErrorType", type + ":http://internal.amazon.com/coral/com.amazon.bedrock/")
        }
        head.headers += response.headers
        let body = Array(response.body.utf8)
        let bytes = head.adding("Content-Type", response.contentType).adding("Content-Length", "\(body.count)").bytes
        return [
            .pause(response.pause),
            .write(ByteBuffer(bytes: bytes + body), kind: "error"),
            .finish(keepsAlive: keepsAlive),
        ]
    }

    /// The answer to `count-tokens`.
    static func tokenCount(_ count: Int, scene: AnswerScene) -> [ScriptStep] {
        let members: [(name: String, json: String)] =
            switch scene.request.endpoint {
            case nil: [("inputTokens", "\(count)")]
            case .inputTokens: [("object", "\"response.input_tokens\""), ("input_tokens", "\(count)")]
            default: [("input_tokens", "\(count)")]
            }
        return body(Array(JSONText.object(members).utf8), head: scene.head(status: 200), scene: scene)
    }

    /// An unstreamed answer.
    static func answer(_ scene: AnswerScene) -> [ScriptStep] {
        var head = scene.head(status: 200)
        if scene.settings.vendor == .bedrock { head.headers += counts(scene.answer.usage) }
        return body(Array(scene.wholeJSON.utf8), head: head, scene: scene)
    }

    /// A body that is neither an answer nor an error, such as a list of models.
    static func page(_ json: String, scene: AnswerScene) -> [ScriptStep] {
        body(Array(json.utf8), head: scene.head(status: 200), scene: scene)
    }

    private static func counts(_ usage: AnswerUsage) -> [(name: String, value: String)] {
        [
            ("X-Amzn-Bedrock-Input-Token-Count", "\(usage.input)"),
            ("X-Amzn-Bedrock-Output-Token-Count", "\(usage.output)"),
            ("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", "\(usage.cacheRead)"),
            ("X-Amzn-Bedrock-Cache-Write-Input-Token-Count", "\(usage.cacheWrite)"),
        ]
    }

    private static func body(_ body: [UInt8], head: ResponseHead, scene: AnswerScene) -> [ScriptStep] {
        guard let fracture = scene.fracture else { return whole(body, head: head, scene: scene) }
        return broken(fracture, body: body, head: head, scene: scene)
    }

    private static func whole(_ body: [UInt8], head: ResponseHead, scene: AnswerScene) -> [ScriptStep] {
        start(head, length: body.count, scene: scene) + write(body[...])
            + [.finish(keepsAlive: scene.keepsAlive)]
    }

    private static func start(_ head: ResponseHead, length: Int, scene: AnswerScene) -> [ScriptStep] {
        let head = head.adding("Content-Type", "application/json").adding("Content-Length", "\(length)")
        return [
            .pause(scene.answer.pacing.beforeHead),
            .write(ByteBuffer(bytes: head.bytes), kind: "head"),
            .pause(scene.answer.pacing.beforeFirstEvent),
        ]
    }

    private static func write(_ bytes: ArraySlice<UInt8>) -> [ScriptStep] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: sliceLimit).map { start in
            .write(ByteBuffer(bytes: bytes[start..<min(start + sliceLimit, bytes.endIndex)]), kind: "body")
        }
    }
}

/// Breaks of unstreamed answers.
extension FixedScript {
    private static func broken(
        _ fracture: (how: StreamBreak, point: StreamPoint),
        body: [UInt8],
        head: ResponseHead,
        scene: AnswerScene
    ) -> [ScriptStep] {
        let begun = start(head, length: body.count, scene: scene)
        let half = fracture.point == .beforeFirstEvent ? 0 : body.count / 2
        let sent = fracture.point == .beforeHead ? [] : begun + write(body[..<half])
        switch fracture.how {
        case .exception(let exception): return steps(for: scene.response(to: exception), scene: scene)
        case .failure(let failure):
            return steps(for: scene.lateResponse(to: failure, at: fracture.point), scene: scene)
        case .errorFrame(let code, let message):
            return steps(for: scene.response(to: .exception(500, code, message)), scene: scene)
        case .reset, .resetMidFrame: return sent + [.pause(.time(scene.settings.resetDelay)), .reset]
        case .close, .closeMidFrame: return sent + [.close]
        case .end, .endMidFrame: return whole(Array(body[..<half]), head: head, scene: scene)
        case .stall(let pause):
            let finish = ScriptStep.finish(keepsAlive: scene.keepsAlive)
            guard fracture.point != .beforeHead else { return [.pause(pause)] + begun + write(body[...]) + [finish] }
            return sent + [.pause(pause)] + write(body[half...]) + [finish]
        case .damage(let damage): return whole(damaged(damage, body), head: head, scene: scene)
        case .omit: return whole(Array("{\"type\":\"message\",\"role\":\"assistant\"}".utf8), head: head, scene: scene)
        case .swap, .inject, .foreignFrame, .repeatMessageStart, .interleaveBlocks:
            return whole(body, head: head, scene: scene)
        }
    }

    private static func damaged(_ damage: FrameDamage, _ body: [UInt8]) -> [UInt8] {
        switch damage {
        case .innerShape: Array("[1,2,3]".utf8)
        case .missingBytes: Array("{}".utf8)
        case .innerJSON: Array(body.dropLast(2))
        case .base64, .preludeChecksum, .messageChecksum, .payloadBit, .oversizedLength, .undersizedLength,
            .headerOverrun:
            // A byte that is neither JSON nor UTF-8 in the midst of a good answer.
            Array(body[..<(body.count / 2)]) + [0xFF] + Array(body[(body.count / 2)...])
        }
    }
}
