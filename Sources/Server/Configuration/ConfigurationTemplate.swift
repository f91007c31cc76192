/// The file that `init` writes.
package enum ConfigurationTemplate {
    /// Claude Code over three Bedrock variants, with comments.
    package static let text = #"""
        # Claude Proxy. Check this file with: claude-proxy check
        # Values may hold ${NAME}, ${NAME:-default} and ${file:/path}; variables may also stand in .env beside this file.

        server:
          port: 3001
          # Wider than this machine (host: 0.0.0.0) only with keys that clients must show:
          # api_keys:
          #   - ${PROXY_KEY}

        providers:
          bedrock:
            # Credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or AWS_BEARER_TOKEN_BEDROCK.
            region: us-west-2
            # profile_name: work
          # Others that need only a key (docs/providers.md says what each of them loses):
          # anthropic:
          #   api_key: ${ANTHROPIC_API_KEY}
          # openrouter:
          #   api_key: ${OPENROUTER_API_KEY}
          # openai:
          #   api_key: ${OPENAI_API_KEY}
          # cerebras:
          #   api_key: ${CEREBRAS_API_KEY}
          # groq:
          #   api_key: ${GROQ_API_KEY}
          # Any other server that speaks Chat Completions (openai-compatible) or Messages (anthropic-compatible):
          # local:
          #   type: openai-compatible
          #   base_url: http://localhost:11434/v1

        routing:
          models:
            # Each variant has a quota of its own: when one is throttled, the next answers.
            - model: default
              provider_sequence:
                - name: bedrock
                  variants:
                    - model: us.anthropic.claude-sonnet-5-5
                      region: us-west-2
                    - model: global.anthropic.claude-sonnet-5-5
                      region: us-east-1
                    - model: us.anthropic.claude-sonnet-4-6
                      region: us-west-2
                # - name: openrouter
                #   variants:
                #     - model: anthropic/claude-sonnet-4.6
            # Claude Code asks for haiku for titles and other small work.
            - model: haiku
              provider_sequence:
                # - name: cerebras
                #   variants:
                #     - model: gpt-oss-120b
                - name: bedrock
                  variants:
                    - model: us.anthropic.claude-haiku-5-5
                      region: us-west-2
                    - model: global.anthropic.claude-haiku-5-5
                      region: us-east-1

        # Then point Claude Code here:
        #   export ANTHROPIC_BASE_URL=http://127.0.0.1:3001
        #   export ANTHROPIC_AUTH_TOKEN=unused

        """#

    /// Writes the file, readable by its owner alone.
    ///
    /// - Throws: What is in the way, with the mend.
    package static func write(to path: String, replaces: Bool) throws(ConfigurationProblems) {
        do {
            try LocalFiles.create(path, contents: text, replaces: replaces)
        } catch {
            let mend = error == .exists ? "give --force to replace it, or --config for another place" : nil
            let problem = ConfigurationProblem(
                .error,
                at: nil,
                "the file \(Excerpt.quoted(path)) \(error.reason)",
                mend: mend
            )
            throw ConfigurationProblems([problem])
        }
    }
}
