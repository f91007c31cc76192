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

    @Test("AWS_REGION comes before AWS_DEFAULT_REGION; nonsense is passed over")
    func order() {
        #expect(AWSRegion.fromVariables(["AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-2"]) == "us-east-1")
        #expect(AWSRegion.fromVariables(["AWS_REGION": "home", "AWS_DEFAULT_REGION": "us-east-2"]) == "us-east-2")
        #expect(AWSRegion.fromVariables([:]) == nil)
    }

    @Test("A profile's region is found in either file, and what cannot be read has none")
    func profile() {
        let files = [
            "/h/.aws/config": """
            [default]
            region = eu-west-1
            [profile p]
            region = eu-west-2
            [profile odd]
            region = home
            """,
            "/h/.aws/credentials": "[p]\nregion = eu-west-3\n[c]\nregion = eu-central-1\n",
            "/x": "[default]\nregion = us-west-2\n", "/broken": "region",
        ]
        func region(_ profile: String?, _ variables: [String: String] = [:]) -> String? {
            let variables = variables.merging(["HOME": "/h"]) { own, _ in own }
            return AWSRegion.ofProfile(profile, variables: variables) { files[$0] }
        }

        #expect(region(nil) == "eu-west-1")
        #expect(region("c") == "eu-central-1")
        #expect(region("p") == "eu-west-3", "the credentials file wins")
        #expect(region(nil, ["AWS_PROFILE": "c"]) == "eu-central-1")
        #expect(region("p", ["AWS_PROFILE": "c"]) == "eu-west-3")
        #expect(region(nil, ["AWS_CONFIG_FILE": "/x"]) == "us-west-2")
        #expect(region(nil, ["AWS_CONFIG_FILE": "~/.aws/credentials", "HOME": ""]) == nil)
        #expect(region(nil, ["AWS_CONFIG_FILE": "/broken"]) == nil)
        #expect(region("odd") == nil)
        #expect(region("none") == nil)
    }
}
