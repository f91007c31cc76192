/// The errors that Bedrock is known to answer with.
///
/// Source: AWS service model `bedrock-runtime` for types and statuses (seen 2026-11-22); the texts are those met in the
/// field.
extension ErrorResponse {
    package static let throttled = exception(
        429,
        "ThrottlingException",
        "Too many requests, please wait before trying again."
    )
    package static let tooManyTokens = exception(
        429,
        "ThrottlingException",
        "Too many tokens, please wait before trying again."
    )
    package static let tooManyTokensPerDay = exception(
        429,
        "ThrottlingException",
        "Too many tokens per day, please wait before trying again."
    )
    package static let modelNotReady = exception(
        429,
        "ModelNotReadyException",
        "Model is not ready for inference. Try your request again."
    )
    package static let quotaExceeded = exception(
        400,
        "ServiceQuotaExceededException",
        "Your request exceeds the service quota for your account."
    )
    package static let unavailable = exception(
        503,
        "ServiceUnavailableException",
        "Bedrock is unable to process your request."
    )
    package static let internalError = exception(
        500,
        "InternalServerException",
        "The system encountered an unexpected error during processing. Try your request again."
    )
    package static let modelTimeout = exception(
        408,
        "ModelTimeoutException",
        "Model has timed out in processing the request. Try your request again."
    )
    package static let accessDenied = exception(
        403,
        "AccessDeniedException",
        "You don't have access to the model with the specified model ID."
    )
    package static let expiredToken = exception(
        403,
        "ExpiredTokenException",
        "The security token included in the request is expired"
    )
    package static let unrecognizedClient = exception(
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid."
    )
    package static let modelNotFound = exception(
        404,
        "ResourceNotFoundException",
        "Could not resolve the foundation model from the provided model identifier."
    )
    package static let legacyModel = exception(
        404,
        "ResourceNotFoundException",
        "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the "
            + "last 30 days. Please upgrade to an active model on Amazon Bedrock"
    )
    package static let invalidModel = validation("The provided model identifier is invalid.")
    package static let inputTooLong = validation("Input is too long for requested model.")
    package static let operationNotAllowed = validation("Operation not allowed")
    package static let invalidBetaFlag = validation("invalid beta flag")
    package static let notValid = validation("The provided request is not valid")
    package static let bodyTooLarge = ErrorResponse(
        status: 413,
        type: "RequestEntityTooLarge",
        body: "{\"message\":\"Request Entity Too Large\"}",
        keepsAlive: false
    )
    /// The page of a balancer in front of the service.
    package static let htmlUnavailable = ErrorResponse(
        status: 502,
        contentType: "text/html",
        body: "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n"
    )
    /// Status 200 and nothing else.
    package static let empty200 = ErrorResponse(status: 200, body: "")
    /// Status 200 with the event stream's content type and nothing else.
    package static let emptyStream200 = ErrorResponse(
        status: 200,
        contentType: "application/vnd.amazon.eventstream",
        body: ""
    )
    /// A captive portal's page.
    package static let html200 = ErrorResponse(
        status: 200,
        contentType: "text/html",
        body: "<!DOCTYPE html><html><body>Please log in to the guest network.</body></html>"
    )

    package static func validation(_ message: String) -> ErrorResponse {
        exception(400, "ValidationException", message)
    }

    /// Names the model as Bedrock does, with its typographic apostrophe.
    package static func onDemandUnsupported(_ model: String) -> ErrorResponse {
        validation(
            "Invocation of model ID \(model) with on-demand throughput isn\u{2019}t supported. Retry your request with the "
                + "ID or ARN of an inference profile that contains this model."
        )
    }

    package static func maxTokensExceeded(limit: Int) -> ErrorResponse {
        validation(
            "The maximum tokens you requested exceeds the model limit of \(limit). Try again with a maximum tokens value "
                + "that is lower than \(limit)."
        )
    }

    package static func modelError(originalStatusCode: Int) -> ErrorResponse {
        exception(
            424,
            "ModelErrorException",
            "The system encountered an unexpected error during processing. Try your request again.",
            members: "\"originalStatusCode\":\(originalStatusCode),\"resourceName\":\"model\""
        )
    }

    package static func modelStreamError(originalStatusCode: Int) -> ErrorResponse {
        exception(
            424,
            "ModelStreamErrorException",
            "The system encountered an unexpected error during processing. Try your request again.",
            members: "\"originalStatusCode\":\(originalStatusCode),\"originalMessage\":\"model stream error\""
        )
    }
}
