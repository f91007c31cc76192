import Logging
import MessagesAPI
import NIOCore
import Providers

/// Try, classify, cool down, next: ends at the commit point or when no target is left.
struct AttemptLoop {
    let gateway: Gateway
    let request: MessagesRequest
    let record: ExchangeRecord
    let logger: Logger
    /// What stands against each target that was given up; a refusal that a change answered does not.
    private var failed: [FinalError.Failed] = []
    /// Who this request is too long or too large for.
    private var tooSmall = TooSmall()

    init(gateway: Gateway, request: MessagesRequest, record: ExchangeRecord, logger: Logger) {
        self.gateway = gateway
        self.request = request
        self.record = record
        self.logger = logger
    }

    mutating func run(_ plan: RoutePlan) async throws -> HandOff<CommittedResponse> {
        var late: [Cooldown] = []
        for (index, target) in plan.targets.enumerated() where !tooSmall.contains(target) {
            if let cooldown = gateway.cooldowns.running(target.id) {
                // Another request was told so since the plan was made.
                late.append(cooldown)
                continue
            }
            let isLast = index == plan.targets.count - 1
            if let response = try await tryTarget(target, isLast: isLast) { return response }
        }
        let now = gateway.now()
        guard !failed.isEmpty else { throw FinalError.allCooling(plan.cooling + late, now: now) }
        let cooling = plan.cooling + late + plan.targets.compactMap { gateway.cooldowns.running($0.id) }
        throw FinalError.exhausted(failed, cooling: cooling, now: now)
    }

    /// One target: with changes where it asks for them, and a second time if it is the last one and may recover.
    private mutating func tryTarget(_ target: Target, isLast: Bool) async throws -> HandOff<CommittedResponse>? {
        var adjustments: Set<RequestAdjustment> = []
        var changed: PreparedCall?
        var mayRepeat = isLast
        while true {
            let index = record.beginAttempt(target, adjustments: adjustments)
            var sent: UpstreamRequest?
            let failure: UpstreamFailure
            do {
                let call = if let changed { changed } else { try await prepare(target, adjustments) }
                sent = call.request
                return try await attempt(target, call, index: index)
            } catch let thrown as UpstreamFailure {
                failure = thrown
            } catch {
                record.updateAttempt(index) { $0.note(error) }
                throw error
            }
            var disposition = failure.disposition(after: adjustments)
            changed = nil
            if case .retrySame(let adjustment) = disposition, let sent {
                changed = try? await prepare(target, adjustments.union([adjustment]))
                let isSame = changed?.request.asksTheSame(as: sent) ?? false
                // The same words once more would cost one of perhaps two requests a minute.
                if isSame, !adjustment.keepsRequest { disposition = failure.finalDisposition }
            }
            switch disposition {
            case .giveUp:
                note(failure, target, index, cooldown: nil)
                throw FinalError.relayed(failure)
            case .retrySame(let adjustment):
                note(failure, target, index, cooldown: nil)
                adjustments.insert(adjustment)
            case .tryOtherProvider:
                failed.append((target.id, failure))
                note(failure, target, index, cooldown: nil)
                tooSmall.insert(providerOf: target)
                return nil
            case .tryOtherModel:
                failed.append((target.id, failure))
                note(failure, target, index, cooldown: nil)
                tooSmall.insert(modelOf: target)
                return nil
            case .tryNext:
                failed.append((target.id, failure))
                note(failure, target, index, cooldown: gateway.coolDown(target.id, after: failure))
                guard mayRepeat, failure.isTransient else { return nil }
                mayRepeat = false
                try await gateway.clock.sleep(for: failure.retryAfter ?? gateway.settings.retryDelay)
            }
        }
    }

    /// An attempt that has not been made yet.
    private struct PreparedCall: Sendable {
        let request: UpstreamRequest
        let translator: HandOff<any ResponseTranslator>
    }

    private func prepare(
        _ target: Target,
        _ adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> PreparedCall {
        let provider = try upstream(of: target).provider
        return try await LargeBody.work(on: request.body.readableBytes) { () async throws(UpstreamFailure) in
            let call = try await provider.call(for: request, target: target, adjustments: adjustments)
            return PreparedCall(request: call.request, translator: HandOff(call.translator))
        }
    }

    private func upstream(of target: Target) throws(UpstreamFailure) -> Gateway.Upstream {
        guard let upstream = gateway.upstreams[target.provider] else {
            throw UpstreamFailure(.misconfigured, "The provider \(target.provider) is not configured.")
        }
        return upstream
    }

    /// Sends the request once and reads to the commit point.
    private func attempt(
        _ target: Target,
        _ call: PreparedCall,
        index: Int
    ) async throws -> HandOff<CommittedResponse> {
        let upstream = try upstream(of: target)
        guard let translator = call.translator.take() else { preconditionFailure("A call is sent once.") }
        let response = try await upstream.transport.send(call.request)
        let requestID = UpstreamRequestID.text(in: response.headers)
        record.updateAttempt(index) { attempt in
            attempt.status = response.status
            attempt.upstreamRequestID = requestID
        }
        guard (200..<300).contains(response.status) else {
            let body = await ErrorBody.read(response.makeBody(), clock: gateway.clock)
            try Task.checkCancellation()
            throw upstream.provider.failure(
                status: response.status,
                headers: response.headers,
                body: body,
                target: target
            )
        }
        let record = record
        var stream = TranslatedStream(
            body: response.makeBody(),
            translator: translator,
            onFirstByte: { record.noteFirstByte(ofAttempt: index) }
        )
        guard let first = try await firstBytes(of: &stream, index: index) else {
            throw UpstreamFailure(.incomplete, "The upstream's answer was empty.", status: response.status)
        }
        return HandOff(
            CommittedResponse(target: target, attempts: index + 1, first: first, rest: stream, attemptIndex: index)
        )
    }

    /// Reads to the commit point; an answer that ends or fails before it has used tokens all the same.
    private func firstBytes(of stream: inout TranslatedStream, index: Int) async throws -> ByteBuffer? {
        do {
            if let first = try await stream.next() { return first }
        } catch {
            note(stream.meter, index)
            throw error
        }
        note(stream.meter, index)
        return nil
    }

    private func note(_ meter: TranslatedStream.Meter, _ index: Int) {
        record.updateAttempt(index) { $0.note(meter) }
    }

    private func note(_ failure: UpstreamFailure, _ target: Target, _ index: Int, cooldown: Cooldown?) {
        record.updateAttempt(index) { $0.note(failure, cooldown: cooldown) }
        var facts: Logger.Metadata = [
            "target.id": "\(target.id)",
            "attempt.index": "\(index)",
            "upstream.status": "\(failure.status ?? 0)",
            "failure.kind": "\(failure.kind.rawValue)",
        ]
        if let id = record.snapshot.attempts[index].upstreamRequestID { facts["upstream.request_id"] = "\(id)" }
        logger.debug("attempt failed", metadata: facts)
    }
}
