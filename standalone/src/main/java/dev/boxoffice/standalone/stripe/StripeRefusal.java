package dev.boxoffice.standalone.stripe;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// An answer of Stripe's that is an error object: <https://docs.stripe.com/api/errors>.
final class StripeRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ErrorObject error;

    private StripeRefusal(int status, ErrorObject error) {
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
    }

    int status() {
        return status;
    }

    ErrorObject error() {
        return error;
    }

    /// The `error` object of an answer; `intent` is rendered into card errors as it is after the attempt.
    record ErrorObject(
            String type,
            @Nullable String code,
            @Nullable String declineCode,
            String message,
            @Nullable String param,
            @Nullable PaymentIntent intent) {}

    static StripeRefusal invalid(String message, @Nullable String code, @Nullable String param) {
        return new StripeRefusal(400, new ErrorObject("invalid_request_error", code, null, message, param, null));
    }

    static StripeRefusal missingParameter(String param) {
        return invalid("Missing required param: " + param + ".", "parameter_missing", param);
    }

    static StripeRefusal noSuch(String what, String id, String param) {
        return new StripeRefusal(
                404,
                new ErrorObject(
                        "invalid_request_error",
                        "resource_missing",
                        null,
                        "No such " + what + ": '" + id + "'",
                        param,
                        null));
    }

    /// As for a payment method that is named in a parameter: the request is at fault, not the address.
    static StripeRefusal noSuchParameter(String what, String id, String param) {
        return invalid("No such " + what + ": '" + id + "'", "resource_missing", param);
    }

    static StripeRefusal unexpectedState(PaymentIntent intent, String message) {
        return new StripeRefusal(
                400,
                new ErrorObject(
                        "invalid_request_error", "payment_intent_unexpected_state", null, message, null, intent));
    }

    static StripeRefusal card(CardError cardError, PaymentIntent intent) {
        return new StripeRefusal(
                402,
                new ErrorObject(
                        "card_error", cardError.code(), cardError.declineCode(), cardError.message(), null, intent));
    }

    static StripeRefusal unauthenticated(String message) {
        return new StripeRefusal(401, new ErrorObject("invalid_request_error", null, null, message, null, null));
    }

    static StripeRefusal unknownPath(String method, String path) {
        return new StripeRefusal(
                404,
                new ErrorObject(
                        "invalid_request_error",
                        null,
                        null,
                        "Unrecognized request URL (" + method + ": " + path + ").",
                        null,
                        null));
    }

    static StripeRefusal keyReused(String key) {
        return new StripeRefusal(
                400,
                new ErrorObject(
                        "idempotency_error",
                        null,
                        null,
                        "Keys for idempotent requests can only be used with the same parameters they were first used"
                                + " with. Try using a key other than '" + key
                                + "' if you meant to execute a different request.",
                        null,
                        null));
    }

    static StripeRefusal keyInUse(String key) {
        return new StripeRefusal(
                409,
                new ErrorObject(
                        "idempotency_error",
                        "idempotency_key_in_use",
                        null,
                        "There is currently another in-progress request using this Idempotent Key (" + key + ").",
                        null,
                        null));
    }
}
