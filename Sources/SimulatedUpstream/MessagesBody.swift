/// Reads the Messages body out of a request.
enum MessagesBody {
    /// Why there is none.
    struct Refusal: Error {
        let response: ErrorResponse
    }

    static func parse(
        _ request: RecordedRequest,
        _ modelID: String,
        _ operation: UpstreamOperation
    ) -> Result<ParsedRequest, Refusal> {
        guard let outer = ParsedJSON(request.body), outer.object != nil else { return malformed("not a JSON object") }
        guard operation == .countTokens else { return success(request, modelID, operation, outer) }
        guard let text = outer["input"]?["invokeModel"]?["body"]?.string else {
            return malformed("#/input: required key [invokeModel] not found")
        }
        guard let bytes = Base64.decode(Array(text.utf8)), let inner = ParsedJSON(bytes), inner.object != nil else {
            return malformed("#/input/invokeModel/body: not base64 of a JSON object")
        }
        return success(request, modelID, operation, inner)
    }

    private static func success(
        _ request: RecordedRequest,
        _ modelID: String,
        _ operation: UpstreamOperation,
        _ body: ParsedJSON
    ) -> Result<ParsedRequest, Refusal> {
        .success(ParsedRequest(recorded: request, modelID: modelID, operation: operation, body: body))
    }

    private static func malformed(_ what: String) -> Result<ParsedRequest, Refusal> {
        let text = "Malformed input request: \(what), please reformat your input and try again."
        return .failure(Refusal(response: .validation(text)))
    }
}
