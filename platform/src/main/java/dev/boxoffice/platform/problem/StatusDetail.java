package dev.boxoffice.platform.problem;

/// The sentence for a refusal that is known by its status alone.
final class StatusDetail {
    private StatusDetail() {}

    static String of(int status) {
        return switch (status) {
            case 401 -> "Send a valid access token in the Authorization header.";
            case 403 -> "This caller may not do that.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method; the Allow header says which it takes.";
            case 406 -> "None of the accepted media types can be served here.";
            case 413 -> "The body is larger than this address takes.";
            case 414 -> "The address is longer than we read.";
            case 415 -> "Send application/json; the Accept header says what else this address takes.";
            case 429 -> "Wait a little before the next request.";
            case 502, 503, 504 -> "This is not available right now. Try again shortly.";
            default ->
                status < 500
                        ? "The request could not be understood."
                        : "That was our mistake. Quote the trace id when you report it.";
        };
    }
}
