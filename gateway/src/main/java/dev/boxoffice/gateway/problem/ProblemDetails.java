package dev.boxoffice.gateway.problem;

/// What is told when an answer had a status and nothing else to say.
public final class ProblemDetails {

    private ProblemDetails() {}

    public static String of(int status) {
        return switch (status) {
            case 401 -> "Send a valid access token in the Authorization header.";
            case 403 -> "This caller may not do that.";
            case 404 -> "No resource is found at this path.";
            case 405 -> "Use another method for this resource.";
            case 406 -> "The resource has no representation that the Accept header allows.";
            case 413 -> "The request body is larger than this resource accepts.";
            case 415 -> "Send the body in a media type that this resource reads, such as application/json.";
            case 429 -> "Wait a little before the next request.";
            case 502, 503, 504 -> "The service is not available right now.";
            default ->
                status < 500
                        ? "The request could not be understood."
                        : "The request failed on our side; it has been recorded.";
        };
    }
}
