/// What a request asks for, as its path says.
///
/// Source: AWS service model `bedrock-runtime`, seen 2026-11-22.
package enum UpstreamOperation: String, Sendable {
    case invoke
    case invokeWithResponseStream = "invoke-with-response-stream"
    case countTokens = "count-tokens"
    /// Lists the models; not an operation of Bedrock's runtime.
    case listModels = "list-models"
}
