import Testing

@testable import Server

@Suite("Mutated configuration files")
struct ConfigurationFuzzTests {
    @Test("5,000 mutated files neither crash nor hang, and each refusal has a place", .timeLimit(.minutes(5)))
    func mutations() {
        var generator = SeededGenerator(seed: 5_000)
        let texts = [SeedSchemaTests.sample, ConfigurationTemplate.text, Self.compact]
        var refused = 0
        for round in 0..<5_000 {
            let text = Mutation.mutate(texts[round % texts.count], using: &generator)
            let sample = ConfigurationSample(yaml: text, environment: ["X": "1", "OPENAI_API_KEY": "k"])
            do {
                _ = try sample.load()
            } catch {
                refused += 1
                #expect(!error.errors.isEmpty)
            }
        }
        #expect(refused > 1_000)
    }

    @Test("Mutated .env files neither crash nor hang")
    func dotEnv() {
        var generator = SeededGenerator(seed: 500)
        let text = "# keys\nexport A='x y'\nB=\"a\\nb\" # c\nC=plain # d\nD=\"two\nlines\"\n"
        for _ in 0..<500 {
            let file = DotEnvFile(Mutation.mutate(text, using: &generator), file: ".env")
            #expect(file.entries.count <= 32)
        }
    }

    private static let compact = """
        server: {port: 1, api_keys: [a, "b"], host: "::1"}
        providers: {bedrock: &b {region: us-west-2, head_timeout: 1.5s}, x: {<<: *b, type: bedrock}}
        routing: {models: [{model: m, provider_sequence: [{name: x, variants: [{model: n}]}]}]}
        """
}
