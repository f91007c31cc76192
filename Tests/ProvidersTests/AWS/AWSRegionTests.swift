import Testing

@testable import Providers

@Suite("AWS regions")
struct AWSRegionTests {
    @Test(
        "Region names are told from other text",
        arguments: [
            "us-east-1", "eu-central-2", "us-gov-west-1", "ap-southeast-5", "cn-north-1", "us-isob-east-1",
            "eusc-de-east-1", "mx-central-1",
        ]
    )
    func plausible(_ region: String) { #expect(AWSRegion.isPlausible(region)) }

    @Test(
        "What is no region name is not taken",
        arguments: [
            "", "us", "us-east", "us-east-", "us-east-1a", "US-EAST-1", "us east 1", "us-east-1.evil.com", "-east-1",
            "us--1", "us-east-1/", "us-east-123", "global", "x-east-1", "us-\(String(repeating: "a", count: 30))-1",
            "us-east-١",
        ]
    )
    func implausible(_ region: String) { #expect(!AWSRegion.isPlausible(region)) }

    @Test("AWS_REGION comes before AWS_DEFAULT_REGION and the profile; nonsense is passed over")
    func order() throws {
        let config = "[default]\nregion = eu-west-1\n[profile p]\nregion = eu-west-2\n"
        func region(_ variables: [String: String], profile: String? = nil) throws -> String? {
            try AWSRegion.resolve(profile: profile, in: AWSStage(variables, config: config).environment)
        }

        #expect(try region(["AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-2"]) == "us-east-1")
        #expect(try region(["AWS_REGION": "home", "AWS_DEFAULT_REGION": "us-east-2"]) == "us-east-2")
        #expect(try region([:]) == "eu-west-1")
        #expect(try region([:], profile: "p") == "eu-west-2")
        #expect(try region(["AWS_PROFILE": "p"]) == "eu-west-2")
        #expect(throws: AWSCredentialError.profileNotFound("q")) { try region(["AWS_PROFILE": "q"]) }
        #expect(try AWSRegion.resolve(profile: nil, in: AWSStage().environment) == nil)
    }
}
