import Gateway
import HTTPTypes
import Providers

extension BedrockProvider {
    /// Bedrock as configured, with credentials found the way the AWS tools find them.
    ///
    /// `variables` is the process environment with `.env` under it. Throws a ``StartError`` for a key that cannot be sent.
    init(
        _ settings: ProviderSettings,
        _ variables: [String: String],
        http: AWSHTTP,
        omissions: OmissionLog
    ) throws {
        let region = settings.region ?? Self.defaultRegion
        var environment = AWSEnvironment.live(http: { try await http.send($0) })
        environment.variables = variables
        let authorization: BedrockAuthorization
        if let key = settings.apiKey {
            authorization = .bearer(key)
        } else {
            let chain = AWSCredentialSettings(profile: settings.profileName, region: region)
            do {
                authorization = try BedrockAuthorization.detect(settings: chain, environment: environment)
            } catch {
                throw StartError.credentials("\(error)")
            }
        }
        self.init(
            region: region,
            endpoint: settings.endpoint,
            authorization: authorization,
            betas: .standard,
            headers: HTTPFields(settings.headers),
            now: WallClock.seconds,
            noteOmissions: omissions.note
        )
    }

    /// The region of AWS's own tools' examples, used when nobody names one.
    private static var defaultRegion: String { "us-east-1" }
}
