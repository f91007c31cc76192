import Testing

@testable import Server

@Suite("Problems of a configuration")
struct ConfigurationProblemTests {
    /// One mistake: the file's lines behind those of a valid one, and what is printed.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let name: String
        let yaml: String
        let expected: [String]

        var testDescription: String { name }

        init(_ name: String, _ yaml: String, _ expected: String...) {
            self.name = name
            self.yaml = yaml
            self.expected = expected
        }
    }

    @Test("Each mistake is told with its place, its text and its mend", arguments: keys + values + providers + routes)
    func mistakes(_ mistake: Mistake) {
        #expect(ConfigurationSample(yaml: mistake.yaml).problems == mistake.expected)
    }

    static let keys = [
        Mistake(
            "unknown key, near miss",
            "providers: {bedrock: {}}\nserver:\n  prot: 3001",
            "config.yaml:3:3: error: unknown key 'prot' in server\n  fix: did you mean 'port'?"
        ),
        Mistake(
            "unknown key in camel case",
            "providers: {vllm: {type: openai-compatible, baseURL: x, base_url: http://x}}",
            "config.yaml:1:45: error: unknown key 'baseURL' in providers.vllm\n  fix: did you mean 'base_url'?"
        ),
        Mistake(
            "unknown key at the top",
            "providers: {bedrock: {}}\nruoting: {}",
            "config.yaml:2:1: error: unknown key 'ruoting' at the top level\n  fix: did you mean 'routing'?"
        ),
        Mistake(
            "key in the wrong section",
            "providers: {bedrock: {}}\nserver:\n  rate_limit_seconds: 3",
            "config.yaml:3:3: error: unknown key 'rate_limit_seconds' in server\n"
                + "  fix: 'rate_limit_seconds' belongs to routing.rate_limit_seconds"
        ),
        Mistake(
            "key like no other",
            "providers: {bedrock: {}}\ndashboard: {colour: red}",
            "config.yaml:2:13: error: unknown key 'colour' in dashboard\n  fix: known here: enabled, port"
        ),
        Mistake(
            "repeated key",
            "providers: {bedrock: {}}\nserver:\n  port: 1\n  host: 127.0.0.1\n  port: 2",
            "config.yaml:5:3: error: 'port' stands here a second time; the first is in line 3\n  fix: keep one of the two"
        ),
        Mistake(
            "key repeated twice, and another mistake behind it",
            "providers: {bedrock: {}}\nserver:\n  port: 1\n  port: 2\n  port: 3\nhistory:\n  bodys: true",
            "config.yaml:4:3: error: 'port' stands here a second time; the first is in line 3\n  fix: keep one of the two",
            "config.yaml:5:3: error: 'port' stands here a second time; the first is in line 3\n  fix: keep one of the two",
            "config.yaml:7:3: error: unknown key 'bodys' in history\n  fix: did you mean 'bodies'?"
        ),
        Mistake(
            "two keys repeated in a list item, the first of them on the line of the dash",
            "routing:\n  models:\n    - model: a\n      provider_sequence:\n        - name: bedrock\n"
                + "      model: b\n      provider_sequence: []\n    - model: c\n      provider_sequence: [{name: bedrock}]",
            "config.yaml:6:7: error: 'model' stands here a second time; the first is in line 3\n  fix: keep one of the two",
            "config.yaml:7:7: error: 'provider_sequence' stands here a second time; the first is in line 4\n"
                + "  fix: keep one of the two"
        ),
        Mistake(
            "repeated key in braces",
            "providers: {bedrock: {}}\nserver: {port: 1, port: 2}",
            "config.yaml:2:1: error: the map that begins near here has 'port' twice\n  fix: keep one of the two"
        ),
    ]

    static let values = [
        Mistake(
            "port out of range",
            "providers: {bedrock: {}}\nserver:\n  port: 99999",
            "config.yaml:3:9: error: server.port: '99999' is out of range\n  fix: write a whole number from 0 to 65535"
        ),
        Mistake(
            "port that is no number",
            "providers: {bedrock: {}}\nserver:\n  port: http",
            "config.yaml:3:9: error: server.port: 'http' is not a whole number\n  fix: write a whole number from 0 to 65535"
        ),
        Mistake(
            "duration without unit sense",
            "providers: {bedrock: {}}\nserver:\n  read_timeout: 5 minutes",
            "config.yaml:3:17: error: server.read_timeout: '5 minutes' is not a duration\n"
                + "  fix: write for example 300s, 5m, 1.5s, 250ms or 1h"
        ),
        Mistake(
            "duration of nothing",
            "providers: {bedrock: {head_timeout: 0}}",
            "config.yaml:1:37: error: providers.bedrock.head_timeout: '0' is out of range\n  fix: write 1ms to 24h"
        ),
        Mistake(
            "boolean",
            "providers: {bedrock: {}}\ndashboard: {enabled: maybe}",
            "config.yaml:2:22: error: dashboard.enabled: 'maybe' is neither true nor false\n  fix: write true or false"
        ),
        Mistake(
            "bytes",
            "providers: {bedrock: {}}\nserver: {max_body_bytes: much}",
            "config.yaml:2:26: error: server.max_body_bytes: 'much' is not a number of bytes\n"
                + "  fix: write for example 33554432 or 32MiB"
        ),
        Mistake(
            "list in place of a number",
            "providers: {bedrock: {}}\nserver:\n  port: [1]",
            "config.yaml:3:9: error: server.port: expected a whole number, found a list\n"
                + "  fix: write for example 'port: \"3001\"'"
        ),
        Mistake(
            "text in place of a map",
            "providers: {bedrock: {}}\nserver: 3001",
            "config.yaml:2:9: error: server: expected a map, found text\n"
                + "  fix: write 'key: value' lines, such as 'host: …'"
        ),
        Mistake(
            "map in place of a list",
            "providers: {bedrock: {}}\nrouting: {models: {model: default}}",
            "config.yaml:2:19: error: routing.models: expected a list, found a map\n"
                + "  fix: write 'models:' and each item in a line of its own, after '- '"
        ),
        Mistake(
            "document that is a list",
            "- server",
            "config.yaml:1:1: error: the document: expected a map, found a list\n"
                + "  fix: write 'key: value' lines, such as 'server: …'"
        ),
        Mistake(
            "wide bind without keys",
            "providers: {bedrock: {}}\nserver:\n  host: 0.0.0.0",
            "config.yaml:3:9: error: server.host: '0.0.0.0' lets other machines in, and there are no server.api_keys\n"
                + "  fix: add server.api_keys with a key for each client, or bind 127.0.0.1"
        ),
        Mistake(
            "host with port",
            "providers: {bedrock: {}}\nserver:\n  host: 127.0.0.1:3001",
            "config.yaml:3:9: error: server.host: '127.0.0.1:3001' is not a host\n"
                + "  fix: write an address such as 127.0.0.1, and the port in server.port"
        ),
        Mistake(
            "empty client key",
            "providers: {bedrock: {}}\nserver:\n  api_keys:\n    - \"\"\n    -",
            "config.yaml:4:7: error: server.api_keys[0]: the value is empty\n  fix: write the key, or remove the entry",
            "config.yaml:5:6: error: server.api_keys[1] is empty\n  fix: write the key, or remove the entry"
        ),
        Mistake(
            "two servers on one port",
            "providers: {bedrock: {}}\ndashboard:\n  port: 3001",
            "config.yaml:3:9: error: dashboard.port and server.port are both 3001\n  fix: give one of them another port"
        ),
    ]

    static let providers = [
        Mistake(
            "unknown provider without type",
            "providers:\n  bedrok: {region: us-west-2}",
            "config.yaml:2:3: error: provider 'bedrok' is not built in and has no type\n"
                + "  fix: did you mean 'bedrock'? Otherwise add 'type: openai-compatible' or 'type: anthropic-compatible'"
        ),
        Mistake(
            "unknown type",
            "providers:\n  local: {type: openai-compatble}",
            "config.yaml:2:17: error: providers.local.type: 'openai-compatble' is not one of the known values\n"
                + "  fix: did you mean 'openai-compatible'?"
        ),
        Mistake(
            "type that contradicts the name",
            "providers:\n  groq: {type: cerebras, api_key: x}",
            "config.yaml:2:16: error: providers.groq.type: groq is built in and cannot be of type 'cerebras'\n"
                + "  fix: give the provider another name"
        ),
        Mistake(
            "compatible provider without address",
            "providers:\n  local: {type: openai-compatible}",
            "config.yaml:2:3: error: providers.local has no base_url, which type 'openai-compatible' needs\n"
                + "  fix: add 'base_url: https://…'"
        ),
        Mistake(
            "address that is none",
            "providers:\n  bedrock: {endpoint: ftp://host}",
            "config.yaml:2:23: error: providers.bedrock.endpoint: 'ftp://host' is not an http or https address\n"
                + "  fix: write for example https://api.example.com/v1"
        ),
        Mistake(
            "address with a query",
            "providers:\n  groq: {api_key: x, base_url: \"https://h/v1?a=b\"}",
            "config.yaml:2:32: error: providers.groq.base_url: 'https://h/v1?a=b' has a query or a fragment\n"
                + "  fix: paths are added to it; remove what follows"
        ),
        Mistake(
            "address with a password",
            "providers:\n  groq: {api_key: x, base_url: \"https://me:hunter2@h\"}",
            "config.yaml:2:32: error: providers.groq.base_url: the value holds a user name or password\n"
                + "  fix: use api_key or headers"
        ),
        Mistake(
            "the proxy's own address",
            "providers:\n  anthropic: {api_key: x, base_url: http://localhost:3001}",
            "config.yaml:2:37: error: providers.anthropic.base_url is the proxy's own address: every request would come "
                + "back to it\n  fix: write the upstream's address, or change server.port"
        ),
        Mistake(
            "key over plain http",
            "providers:\n  groq: {api_key: x, base_url: http://example.com}",
            "config.yaml:2:32: warning: providers.groq.base_url: the key goes unencrypted over http\n  fix: use https"
        ),
        Mistake(
            "key of another kind of provider",
            "providers:\n  bedrock:\n    base_url: https://h",
            "config.yaml:3:5: error: 'base_url' is not a key of bedrock, which is of type bedrock\n  fix: use 'endpoint'"
        ),
        Mistake(
            "odd region",
            "providers:\n  bedrock:\n    region: us-wset-2",
            "config.yaml:3:13: warning: providers.bedrock.region: 'us-wset-2' is not a region known to this version\n"
                + "  fix: did you mean 'us-west-2'?"
        ),
        Mistake(
            "no region at all",
            "providers:\n  bedrock:\n    region: Oregon",
            "config.yaml:3:13: warning: providers.bedrock.region: 'Oregon' does not look like a region\n"
                + "  fix: write for example us-west-2"
        ),
        Mistake(
            "bad header name",
            "providers:\n  groq:\n    api_key: x\n    headers:\n      \"a b\": c\n      Host: d",
            "config.yaml:5:7: error: providers.groq.headers: 'a b' is not a header name\n  fix: remove it",
            "config.yaml:6:7: error: providers.groq.headers: 'Host' is set by the proxy itself\n  fix: remove it"
        ),
        Mistake(
            "bad provider name",
            "providers:\n  a/b: {type: bedrock}",
            "config.yaml:2:3: error: 'a/b' cannot be the name of a provider\n"
                + "  fix: use up to 64 letters, digits, '-' and '_'"
        ),
        Mistake(
            "no key for the provider in use",
            "providers:\n  openai:",
            "config.yaml:2:3: error: provider 'openai' has no api_key\n"
                + "  fix: set OPENAI_API_KEY, or add 'api_key: ${OPENAI_API_KEY}' under providers.openai"
        ),
        Mistake(
            "no key for a provider out of use",
            "providers:\n  bedrock:\n  openai:",
            "config.yaml:3:3: warning: provider 'openai' has no api_key\n"
                + "  fix: set OPENAI_API_KEY, or add 'api_key: ${OPENAI_API_KEY}' under providers.openai"
        ),
        Mistake(
            "passthrough to Bedrock",
            "providers:\n  bedrock: {api_key: passthrough}",
            "config.yaml:2:22: error: providers.bedrock.api_key: a client's credential is Anthropic's and means nothing "
                + "to bedrock\n  fix: remove it; the AWS credential chain signs the requests"
        ),
        Mistake(
            "passthrough to a vendor of another dialect",
            "providers:\n  openai: {api_key: passthrough}",
            "config.yaml:2:21: error: providers.openai.api_key: a client's credential is Anthropic's and means nothing "
                + "to openai\n  fix: write the provider's own key"
        ),
    ]

    static let routes = [
        Mistake(
            "unknown provider in a route",
            "routing:\n  models:\n    - model: default\n      provider_sequence:\n        - name: grok",
            "config.yaml:5:17: error: routing.models[0].provider_sequence[0].name: unknown provider 'grok'\n"
                + "  fix: did you mean 'groq'?"
        ),
        Mistake(
            "route without variants",
            "providers: {bedrock: {}}\nrouting:\n  models:\n    - model: default",
            "config.yaml:4:7: error: routing.models[0] has no providers in its provider_sequence\n"
                + "  fix: add a line '- name: bedrock' under 'provider_sequence:'"
        ),
        Mistake(
            "empty variants",
            "routing:\n  models:\n    - model: a\n      provider_sequence:\n        - name: bedrock\n          variants: []",
            "config.yaml:6:11: error: routing.models[0].provider_sequence[0].variants is empty\n"
                + "  fix: list a variant, or remove the key to send the client's model name"
        ),
        Mistake(
            "step without name",
            "routing:\n  models:\n    - model: a\n      provider_sequence:\n        - variants: [{model: x}]",
            "config.yaml:5:11: error: routing.models[0].provider_sequence[0] has no name\n"
                + "  fix: add 'name:' with the name of a provider"
        ),
        Mistake(
            "empty model",
            "routing:\n  models:\n    - model: \"\"\n      provider_sequence: [{name: bedrock}]",
            "config.yaml:3:14: error: routing.models[0].model: '' is empty\n  fix: write a value, or remove the key"
        ),
        Mistake(
            "no model",
            "routing:\n  models:\n    - provider_sequence: [{name: bedrock}]",
            "config.yaml:3:7: error: routing.models[0] has no model\n  fix: add 'model: default', or another model name"
        ),
        Mistake(
            "the same route twice",
            "routing:\n  models:\n    - {model: a, provider_sequence: [{name: bedrock}]}\n"
                + "    - {model: a, provider_sequence: [{name: bedrock}]}",
            "config.yaml:4:8: error: a second route for model 'a'; the first is in line 3\n"
                + "  fix: join the two, or rename one"
        ),
        Mistake(
            "the same variant twice",
            "routing:\n  models:\n    - model: a\n      provider_sequence:\n        - name: bedrock\n"
                + "          variants: [{model: x}, {model: x}]",
            "config.yaml:5:11: warning: routing.models[0].provider_sequence[0] has 'x' of bedrock a second time in this "
                + "route\n  fix: remove one; it cools down with the other"
        ),
        Mistake(
            "region for a provider without regions",
            "providers: {groq: {api_key: x}}\nrouting:\n  models:\n    - model: a\n      provider_sequence:\n"
                + "        - name: groq\n          variants: [{model: x, region: us-west-2}]",
            "config.yaml:7:33: error: routing.models[0].provider_sequence[0].variants[0].region: only Bedrock has regions, "
                + "and groq is of type groq\n  fix: remove it"
        ),
        Mistake(
            "routing without routes",
            "providers: {bedrock: {}}\nrouting:\n  enable: true",
            "config.yaml:3:11: error: routing is enabled, but routing.models has no route\n"
                + "  fix: add a route, or disable routing"
        ),
        Mistake(
            "wait out of range",
            "providers: {bedrock: {}}\nrouting:\n  retry_timeout_millis: -1",
            "config.yaml:3:25: error: routing.retry_timeout_millis: '-1' is out of range\n"
                + "  fix: write a whole number from 0 to 60000"
        ),
    ]

    @Test("All problems come at once, in the order of the file")
    func allAtOnce() {
        let problems = ConfigurationSample(
            yaml: """
                server:
                  port: 70000
                  hots: localhost
                providers:
                  bedrok: {}
                routing:
                  models:
                    - model: default
                      provider_sequence:
                        - name: anthropc
                  rate_limit_seconds: soon
                """
        ).problems

        #expect(
            problems.map { $0.prefix(while: { $0 != " " }) } == [
                "config.yaml:2:9:", "config.yaml:3:3:", "config.yaml:5:3:", "config.yaml:10:17:", "config.yaml:11:23:",
            ]
        )
    }
}
