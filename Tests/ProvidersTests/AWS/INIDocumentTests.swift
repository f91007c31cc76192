import Testing

@testable import Providers

@Suite("AWS config and credentials files")
struct INIDocumentTests {
    @Test("Sections, keys and values are trimmed; keys are lower-cased")
    func plain() throws {
        let document = try read("[default]\n  Region =  us-east-1 \nempty=\n[ profile a ]\r\nkey = a = b\r\n")

        #expect(document.sections == ["default": ["region": "us-east-1", "empty": ""], "profile a": ["key": "a = b"]])
    }

    @Test("Comments stand at the start of a line or after white space")
    func comments() throws {
        let document = try read(
            "# one\n; two\n  # three\n[a] # four\nb = c #d\ne = f#g\nh = i\t; j\nk = # nothing\n"
        )

        #expect(document.sections == ["a": ["b": "c", "e": "f#g", "h": "i", "k": ""]])
    }

    @Test("Lines indented deeper than the key before them belong to that key")
    func nested() throws {
        let document = try read("[a]\ns3 =\n  region = nested\n\n  use = path\nregion = real\n")

        #expect(document.sections == ["a": ["s3": "", "region": "real"]])
    }

    @Test("A section whose keys are all indented is read like any other")
    func indented() throws {
        let document = try read("[a]\n  b = 1\n  c = 2\n    d = 3\n[e]\n\tf = 4\n")

        #expect(document.sections == ["a": ["b": "1", "c": "2"], "e": ["f": "4"]])
    }

    @Test("A section that comes twice is one, and the last value counts")
    func twice() throws {
        #expect(try read("[a]\nb = 1\nc = 2\n[a]\nb = 3\n").sections == ["a": ["b": "3", "c": "2"]])
    }

    @Test("A byte order mark and an empty file are no trouble")
    func empty() throws {
        #expect(try read("").sections.isEmpty)
        #expect(try read("\u{FEFF}[a]\n").sections == ["a": [:]])
    }

    @Test(
        "A line that makes no sense is named by its number",
        arguments: [("[a]\nb\n", 2), ("b = 1\n", 1), ("[a\n", 1), ("[a]\n= 1\n", 2), ("[]\n", 1), ("[a] b\n", 1)]
    )
    func malformed(_ text: String, _ line: Int) {
        #expect(throws: AWSCredentialError.malformedFile(path: "file", line: line)) { try read(text) }
    }

    private func read(_ text: String) throws -> INIDocument { try INIDocument(Array(text.utf8), path: "file") }
}

@Suite("AWS profiles")
struct AWSProfilesTests {
    @Test("Profiles and sessions are found by name, quoted or not")
    func names() throws {
        let profiles = try profiles(
            config: """
                [default]
                region = a
                [profile two]
                region = b
                [profile "my name"]
                region = c
                [sso-session corp]
                sso_region = d
                [services x]
                [profiles]
                region = e
                """
        )

        #expect(profiles["default"]?["region"] == "a")
        #expect(profiles["two"]?["region"] == "b")
        #expect(profiles["my name"]?["region"] == "c")
        #expect(profiles.ssoSession("corp") == ["sso_region": "d"])
        #expect(profiles["corp"] == nil)
        #expect(profiles["profiles"] == nil)
    }

    @Test("The credentials file wins over the config file, key by key")
    func credentialsWin() throws {
        let profiles = try profiles(
            config: "[profile a]\nregion = x\naws_access_key_id = 1\n",
            credentials: "[a]\naws_access_key_id = 2\n"
        )

        #expect(profiles["a"]?["aws_access_key_id"] == "2")
        #expect(profiles["a"]?["region"] == "x")
    }

    @Test("[profile default] wins over [default]")
    func profileDefault() throws {
        let profiles = try profiles(config: "[profile default]\nregion = x\n[default]\nregion = y\noutput = z\n")

        #expect(profiles["default"]?["region"] == "x")
        #expect(profiles["default"]?["output"] == "z")
    }

    @Test("Other paths can be named, also below the home directory")
    func paths() throws {
        let stage = AWSStage(
            ["AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "/k"],
            config: "[default]\nregion = wrong\n",
            files: ["/users/me/c": "[default]\nregion = right\n", "/k": "[b]\n"]
        )

        let profiles = try AWSProfiles(stage.environment)

        #expect(profiles["default"]?["region"] == "right")
        #expect(profiles["b"] != nil)
    }

    @Test("A file that cannot be read or is far too long is an error, one that is missing is not")
    func files() throws {
        let path = "/users/me/.aws/config"
        let long = String(repeating: "#", count: AWSEnvironment.fileLimit + 1)

        #expect(throws: AWSCredentialError.unreadableFile(path: "~/.aws/config")) {
            try AWSProfiles(AWSStage(unreadable: [path]).environment)
        }
        #expect(throws: AWSCredentialError.fileTooLarge(path: "~/.aws/config", limit: AWSEnvironment.fileLimit)) {
            try AWSProfiles(AWSStage(config: long).environment)
        }
        #expect(try AWSProfiles(AWSStage().environment)["default"] == nil)
    }

    private func profiles(config: String = "", credentials: String = "") throws -> AWSProfiles {
        try AWSProfiles(AWSStage(config: config, credentials: credentials).environment)
    }
}
