import Crypto
import HTTPTypes
import JSONBytes

extension SSOSource {
    /// The token from the cache, renewed when it ends soon and can be.
    ///
    /// - Throws: `signInRequired` if only the user can get one.
    func token(in environment: AWSEnvironment) async throws(AWSCredentialError) -> Secret {
        guard let bytes = try environment.file(cachePath), let token = SSOToken(bytes) else {
            throw .signInRequired(profile: profile)
        }
        let left = token.expiresAt - environment.now()
        if left >= SSOToken.renewalWindow { return token.accessToken }
        if isRenewable, let renewed = try await renew(token, in: environment) { return renewed }
        guard left > 0 else { throw .signInRequired(profile: profile) }
        return token.accessToken
    }

    /// Name of the cache file: the digest that the AWS CLI uses, which is no protection of anything.
    var cachePath: String {
        "~/.aws/sso/cache/\(LowercaseHex.text(Insecure.SHA1.hash(data: Array(cacheName.utf8)))).json"
    }

    /// Gets the next token and writes the cache back; `nil` if the endpoint does not give one.
    private func renew(
        _ token: SSOToken,
        in environment: AWSEnvironment
    ) async throws(AWSCredentialError) -> Secret? {
        let now = environment.now()
        guard let renewal = token.renewal, renewal.registrationExpiresAt ?? .max > now else { return nil }
        let answer: AWSHTTPResponse
        do throws(AWSCredentialError) {
            answer = try await environment.send(request(renewal), for: .sso)
        } catch .cancelled {
            throw .cancelled
        } catch {
            return nil
        }
        guard answer.status == 200, let fields = AWSAnswer(answer.body),
            let file = token.renewed(by: fields, now: environment.now()), let renewed = SSOToken(file)
        else { return nil }
        save(file, in: environment)
        return renewed.accessToken
    }

    private func request(_ renewal: SSOToken.Renewal) -> AWSHTTPRequest {
        var body = JSONWriter()
        body.beginObject()
        body.member("grantType", "refresh_token")
        body.member("clientId", renewal.clientID)
        body.member("clientSecret", renewal.clientSecret.reveal())
        body.member("refreshToken", renewal.refreshToken.reveal())
        body.endObject()
        return AWSHTTPRequest(
            method: .post,
            url: "https://oidc.\(region).\(AWSRegion.domain(region))/token",
            headers: [.contentType: "application/json"],
            body: body.bytes,
            timeout: Self.timeout
        )
    }

    /// Keeps the new token for the next start and for other tools.
    ///
    /// A home directory that cannot be written must not stop a request: the token is good without the file.
    private func save(_ file: [UInt8], in environment: AWSEnvironment) {
        guard let path = environment.expand(cachePath) else { return }
        try? environment.writeFile(path, file)
    }
}
