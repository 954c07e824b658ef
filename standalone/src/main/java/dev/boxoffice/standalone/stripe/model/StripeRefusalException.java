package dev.boxoffice.standalone.stripe.model;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// An answer of Stripe's that is an error object: <https://docs.stripe.com/api/errors>.
public final class StripeRefusalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ErrorObject error;

    private StripeRefusalException(int status, ErrorObject error) {
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
    }

    public int status() {
        return status;
    }

    public ErrorObject error() {
        return error;
    }

    /// The `error` object of an answer; `intent` is rendered into card errors as it is after the attempt.
    public record ErrorObject(
            String type,
            @Nullable String code,
            @Nullable String declineCode,
            String message,
            @Nullable String param,
            @Nullable SimulatedPaymentIntent intent) {}

    public static StripeRefusalException invalid(String message, @Nullable String code, @Nullable String param) {
        return new StripeRefusalException(
                400, new ErrorObject("invalid_request_error", code, null, message, param, null));
    }

    public static StripeRefusalException missingParameter(String param) {
        return invalid("Missing required param: " + param + ".", "parameter_missing", param);
    }

    public static StripeRefusalException noSuch(String what, String id, String param) {
        return new StripeRefusalException(
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
    public static StripeRefusalException noSuchParameter(String what, String id, String param) {
        return invalid("No such " + what + ": '" + id + "'", "resource_missing", param);
    }

    public static StripeRefusalException unexpectedState(SimulatedPaymentIntent intent, String message) {
        return new StripeRefusalException(
                400,
                new ErrorObject(
                        "invalid_request_error", "payment_intent_unexpected_state", null, message, null, intent));
    }

    public static StripeRefusalException card(SimulatedCardError cardError, SimulatedPaymentIntent intent) {
        return new StripeRefusalException(
                402,
                new ErrorObject(
                        "card_error", cardError.code(), cardError.declineCode(), cardError.message(), null, intent));
    }

    public static StripeRefusalException unauthenticated(String message) {
        return new StripeRefusalException(
                401, new ErrorObject("invalid_request_error", null, null, message, null, null));
    }

    public static StripeRefusalException unknownPath(String method, String path) {
        return new StripeRefusalException(
                404,
                new ErrorObject(
                        "invalid_request_error",
                        null,
                        null,
                        "Unrecognized request URL (" + method + ": " + path + ").",
                        null,
                        null));
    }

    public static StripeRefusalException keyReused(String key) {
        return new StripeRefusalException(
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

    public static StripeRefusalException keyInUse(String key) {
        return new StripeRefusalException(
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
