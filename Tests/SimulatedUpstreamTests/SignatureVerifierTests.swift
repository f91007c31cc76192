import Testing

@testable import SimulatedUpstream

@Suite("Signatures")
struct SignatureVerifierTests {
    private struct Case {
        var request: TestRequest
        var verifier: SignatureVerifier
    }

    /// A golden request as it would arrive, and a verifier whose clock stands at its signing time.
    private func golden(_ name: String) throws -> Case {
        let vectors = try #require(try Fixture.json("vectors/sigv4.json")["vectors"]?.array)
        return try golden(try #require(vectors.first { $0["name"]?.string == name }))
    }

    private func golden(_ vector: ParsedJSON) throws -> Case {
        let expected = try #require(vector["expected"])
        let url = try #require(vector["request"]?["url"]?.string)
        let path = url.dropFirst("https://".count)
        let slash = try #require(path.firstIndex(of: "/"))
        var request = TestRequest(method: vector["request"]?["method"]?.string ?? "", uri: String(path[slash...]))
        request.body = Array((vector["request"]?["body_utf8"]?.string ?? "").utf8)
        request.headers = [("Host", String(path[..<slash]))]
        for member in [vector["request"]?["headers"], expected["addedHeaders"]] {
            for (name, value) in member?.object ?? [:] { request.headers.append((name, value.string ?? "")) }
        }
        request.headers.append(("Authorization", expected["authorization"]?.string ?? ""))
        let key = AcceptedCredentials.Key(
            accessKeyID: vector["credentials"]?["accessKeyId"]?.string ?? "",
            secretAccessKey: vector["credentials"]?["secretAccessKey"]?.string ?? "",
            sessionToken: vector["credentials"]?["sessionToken"]?.string
        )
        let accepted = AcceptedCredentials(
            keys: [key],
            region: vector["region"]?.string ?? "",
            service: vector["service"]?.string ?? ""
        )
        let time = try #require(WallClock.epoch(amzDate: vector["signingTime"]?.string ?? ""))
        return Case(request: request, verifier: SignatureVerifier(accepted: accepted, now: time))
    }

    @Test("Every golden signature is accepted, and its canonical request is the golden one")
    func goldenSignatures() throws {
        for vector in try #require(try Fixture.json("vectors/sigv4.json")["vectors"]?.array) {
            let sample = try golden(vector)
            let name = vector["name"]?.string ?? ""
            let names = try #require(vector["expected"]?["signedHeaders"]?.string).split(separator: ";").map(
                String.init
            )
            let canonical = CanonicalRequest(sample.request.recorded, signedHeaders: names).text

            #expect(canonical == vector["expected"]?["canonicalRequest"]?.string, "\(name)")
            #expect(sample.verifier.refusal(of: sample.request.recorded) == nil, "\(name)")
        }
    }

    @Test("A change to body, path, method or a signed header is refused with the service's words")
    func changed() throws {
        let good = try golden("invoke-colon-encoded")
        var body = good.request
        body.body[10] ^= 1
        var path = good.request
        path.uri = path.uri.replacing("%3A", with: ":")
        var method = good.request
        method.method = "PUT"
        var accept = good.request
        accept.headers = accept.headers.map { $0.name == "Accept" ? ($0.name, "*/*") : $0 }

        for changed in [body, path, method, accept] {
            let refusal = try #require(good.verifier.refusal(of: changed.recorded))
            #expect(refusal.status == 403)
            #expect(refusal.type == "InvalidSignatureException")
            #expect(
                refusal.body.contains("The request signature we calculated does not match the signature you provided.")
            )
        }
    }

    @Test("A time that is too old or too new is refused, and one within five minutes is not")
    func age() throws {
        let good = try golden("invoke-colon-encoded")
        func refusal(_ seconds: Int64) -> ErrorResponse? {
            let verifier = SignatureVerifier(accepted: good.verifier.accepted, now: good.verifier.now + seconds)
            return verifier.refusal(of: good.request.recorded)
        }

        #expect(refusal(300) == nil)
        #expect(refusal(-300) == nil)
        #expect(
            refusal(301)?.body.contains(
                "Signature expired: 20260115T093045Z is now earlier than 20260115T093046Z (20260115T093546Z - 5 min.)"
            ) == true
        )
        #expect(
            refusal(-301)?.body.contains(
                "Signature not yet current: 20260115T093045Z is still later than 20260115T093044Z (20260115T092544Z + 5 min.)"
            ) == true
        )
    }

    @Test("Unknown keys, wrong and missing tokens, other regions and services are refused")
    func credentials() throws {
        var good = try golden("invoke-session-token-colon")
        let accepted = good.verifier.accepted
        func refusal(_ change: (inout AcceptedCredentials) -> Void) -> ErrorResponse? {
            var changed = accepted
            change(&changed)
            return SignatureVerifier(accepted: changed, now: good.verifier.now).refusal(of: good.request.recorded)
        }

        #expect(refusal { $0.keys[0].accessKeyID = "AKIDOTHER" }?.type == "UnrecognizedClientException")
        #expect(refusal { $0.keys[0].sessionToken = "another" }?.type == "UnrecognizedClientException")
        #expect(refusal { $0.keys[0].sessionToken = nil }?.type == "UnrecognizedClientException")
        #expect(refusal { $0.keys[0].secretAccessKey = "another" }?.type == "InvalidSignatureException")
        #expect(refusal { $0.keys[0].isExpired = true }?.type == "ExpiredTokenException")
        #expect(refusal { $0.region = "eu-west-1" }?.body.contains("valid region") == true)
        #expect(refusal { $0.region = nil }?.status == nil)
        #expect(refusal { $0.service = "bedrock-mantle" }?.body.contains("correct service: 'bedrock-mantle'") == true)

        good.request.headers.removeAll { $0.name == "X-Amz-Security-Token" }
        #expect(refusal { _ in }?.type == "InvalidSignatureException")
    }

    @Test("A request without authorisation, or with an unsigned X-Amz header, is refused")
    func unsigned() throws {
        var sample = try golden("invoke-colon-encoded")
        let extra = sample.request.adding("X-Amz-Meta", "x")
        let unsigned = try #require(sample.verifier.refusal(of: extra.recorded))
        sample.request.headers.removeAll { $0.name == "Authorization" }

        #expect(unsigned.body.contains("'x-amz-meta' must be a 'SignedHeader' in the AWS Authorization."))
        #expect(sample.verifier.refusal(of: sample.request.recorded)?.type == "MissingAuthenticationTokenException")
    }

    @Test("Bearer keys are accepted if they are known")
    func bearer() {
        let verifier = SignatureVerifier(accepted: AcceptedCredentials(bearerTokens: ["key-1"]), now: 0)

        #expect(verifier.refusal(of: TestRequest().adding("Authorization", "Bearer key-1").recorded) == nil)
        #expect(verifier.refusal(of: TestRequest().adding("Authorization", "Bearer key-2").recorded)?.status == 403)
    }

    @Test("Dates go there and back", arguments: [0, 951_782_400, 1_768_469_445, 4_107_542_399, -1])
    func dates(_ epoch: Int64) {
        #expect(WallClock.epoch(amzDate: WallClock.amzDate(epoch)) == epoch)
    }

    @Test("The HTTP date is RFC 9110's")
    func httpDate() {
        #expect(WallClock.httpDate(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(WallClock.httpDate(951_782_400) == "Tue, 29 Feb 2000 00:00:00 GMT")
    }
}
