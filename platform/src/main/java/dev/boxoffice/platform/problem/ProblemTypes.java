package dev.boxoffice.platform.problem;

/// Problem types that gateway and services alike may answer with; each service names its own beside them.
public final class ProblemTypes {

    public static final ProblemType MALFORMED_REQUEST = new ProblemType("malformed-request", "Malformed request", 400);
    public static final ProblemType UNAUTHENTICATED = new ProblemType("unauthenticated", "Not authenticated", 401);
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", "Not allowed", 403);
    public static final ProblemType ADMISSION_REQUIRED =
            new ProblemType("admission-required", "Admission required", 403);
    public static final ProblemType CHECK_REQUIRED = new ProblemType("check-required", "Check required", 403);
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", "Not found", 404);
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", "Method not allowed", 405);
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", "Not acceptable", 406);
    public static final ProblemType REQUEST_TIMEOUT =
            new ProblemType("request-timeout", "The request did not come to its end", 408);
    public static final ProblemType REQUEST_IN_PROGRESS =
            new ProblemType("request-in-progress", "The first request with this key is still running", 409);
    public static final ProblemType NOT_ON_SALE = new ProblemType("not-on-sale", "Not on sale", 409);
    public static final ProblemType SOLD_OUT = new ProblemType("sold-out", "Sold out", 409);
    public static final ProblemType CONFLICT = new ProblemType("conflict", "Conflict", 409);
    public static final ProblemType PRECONDITION_FAILED =
            new ProblemType("precondition-failed", "It has changed since you read it", 412);
    public static final ProblemType PAYLOAD_TOO_LARGE = new ProblemType("payload-too-large", "Body too large", 413);
    public static final ProblemType URI_TOO_LONG = new ProblemType("uri-too-long", "Address too long", 414);
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", "Unsupported media type", 415);
    public static final ProblemType VALIDATION_FAILED = new ProblemType("validation-failed", "Invalid fields", 422);
    public static final ProblemType IDEMPOTENCY_KEY_REUSED =
            new ProblemType("idempotency-key-reused", "Idempotency key already used for another request", 422);
    public static final ProblemType PRECONDITION_REQUIRED =
            new ProblemType("precondition-required", "Say which version you edit", 428);
    public static final ProblemType RATE_LIMITED = new ProblemType("rate-limited", "Too many requests", 429);
    public static final ProblemType INTERNAL_ERROR = new ProblemType("internal-error", "Something broke", 500);
    public static final ProblemType UNAVAILABLE = new ProblemType("unavailable", "Temporarily unavailable", 503);

    private ProblemTypes() {}

    /// The closest general type for a status that no rule of ours produced.
    public static ProblemType forStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 409 -> CONFLICT;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> VALIDATION_FAILED;
            case 429 -> RATE_LIMITED;
            case 502, 503, 504 -> UNAVAILABLE;
            default -> status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
