import Gateway
import MessagesAPI
import Providers
import Testing

@Suite("Final error")
struct FinalErrorTests {
    @Test(
        "The client hears that its own credential was refused, in the upstream's words",
        arguments: [
            (nil as Int?, APIError.Kind.authentication, 401), (401, .authentication, 401), (403, .permission, 403),
        ]
    )
    func clientCredential(_ upstream: Int?, _ kind: APIError.Kind, _ status: Int) {
        let error = FinalError.relayed(UpstreamFailure(.clientAuthentication, "invalid x-api-key", status: upstream))

        #expect(error == APIError(kind, "invalid x-api-key", status: status))
    }

    @Test(
        "The client never hears 401 or 403 when it is our credential",
        arguments: [
            UpstreamFailure.Kind.authentication, .permission, .credentialExpired,
        ]
    )
    func ourCredential(_ kind: UpstreamFailure.Kind) {
        let error = FinalError.relayed(UpstreamFailure(kind, "invalid x-api-key", status: 401))

        #expect(error.kind == .api)
        #expect(error.status == 500)
        #expect(error.shouldRetry == false)
    }
}
