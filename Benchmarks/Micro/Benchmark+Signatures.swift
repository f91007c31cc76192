import HTTPTypes
import NIOCore
import Providers

extension Benchmark {
    static var signatures: [Benchmark] {
        [signature(of: SampleConversation.smallBody), signature(of: SampleConversation.mediumBody)]
    }

    private static func signature(of body: ByteBuffer) -> Benchmark {
        Benchmark("SigV4: sign", per: .body(body.readableBytes)) {
            let signer = SigV4Signer()
            // The key that Amazon's own documentation shows.
            let credentials = AWSCredentials(
                accessKeyID: "AKIDEXAMPLE",
                secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                sessionToken: nil,
                expiration: nil,
                source: .settings
            )
            let scope = SigV4Scope(region: "us-east-1", service: "bedrock")
            let url = "https://bedrock-runtime.us-east-1.amazonaws.com/model/a/invoke-with-response-stream"
            let headers: HTTPFields = [.contentType: "application/json"]
            let unsigned = UpstreamRequest(method: .post, url: url, headers: headers, body: body)
            return { count in
                for _ in 0..<count {
                    var request = unsigned
                    try signer.sign(&request, with: credentials, for: scope, at: 1_790_000_000)
                    use(request)
                }
            }
        }
    }
}
