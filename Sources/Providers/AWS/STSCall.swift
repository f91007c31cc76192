import HTTPTypes
import NIOCore

/// One call of the AWS Security Token Service.
///
/// - Note: Source: AWS STS API Reference 2011-06-15; endpoints as in botocore 1.43.11.
struct STSCall: Sendable {
    /// `AssumeRole` or `AssumeRoleWithWebIdentity`.
    let action: String
    /// Parameters besides action and version.
    let parameters: [(name: String, value: String)]
    /// Region whose service is asked; `nil` asks the global one.
    let region: String?
    /// What the keys are told to come from.
    let source: AWSCredentials.Source

    /// Longest wait for the answer.
    private static let timeout = Duration.seconds(10)
    /// Differences of the clocks that are put down to the network, in seconds.
    private static let toleratedSkew = 60

    /// Makes the call, signed if there are keys to sign with.
    ///
    /// A signature refused for its time is made once more with the service's own clock.
    func credentials(
        signedWith keys: AWSCredentials?,
        in environment: AWSEnvironment
    ) async throws(AWSCredentialError) -> AWSCredentials {
        let time = environment.now()
        var answer = try await environment.send(try request(signedWith: keys, at: time), for: source)
        if keys != nil, let theirs = Self.clock(in: answer), abs(theirs - time) > Self.toleratedSkew {
            answer = try await environment.send(try request(signedWith: keys, at: theirs), for: source)
        }
        guard answer.status == 200 else {
            throw .refused(source, status: answer.status, excerpt: STSAnswer(answer.body).excerpt)
        }
        return try STSAnswer(answer.body).credentials(source)
    }

    private func request(
        signedWith keys: AWSCredentials?,
        at time: Int
    ) throws(AWSCredentialError) -> AWSHTTPRequest {
        let host = region.map { "sts.\($0).\(AWSRegion.domain($0))" } ?? "sts.amazonaws.com"
        let form = [(name: "Action", value: action), (name: "Version", value: "2011-06-15")] + parameters
        let body = form.map { "\($0.name)=\(PercentEncoding.encode($0.value.utf8))" }.joined(separator: "&")
        var request = UpstreamRequest(
            method: .post,
            url: "https://\(host)/",
            headers: [.contentType: "application/x-www-form-urlencoded; charset=utf-8"],
            body: ByteBuffer(string: body)
        )
        if let keys {
            let scope = SigV4Scope(region: region ?? "us-east-1", service: "sts")
            do { try SigV4Signer().sign(&request, with: keys, for: scope, at: time) } catch {
                throw .invalidSetting(name: "region", requirement: "a region name")
            }
        }
        return AWSHTTPRequest(
            method: request.method,
            url: request.url,
            headers: request.headers,
            body: Array(body.utf8),
            timeout: Self.timeout
        )
    }

    /// The service's time, if it refused the signature for its time.
    private static func clock(in answer: AWSHTTPResponse) -> Int? {
        guard [400, 403].contains(answer.status), skewCodes.contains(STSAnswer(answer.body).errorCode) else {
            return nil
        }
        return answer.headers[.date].flatMap(HTTPDate.seconds)
    }

    private static let skewCodes: Set<String> = [
        "SignatureDoesNotMatch", "InvalidSignatureException", "RequestExpired", "RequestTimeTooSkewed",
    ]
}
