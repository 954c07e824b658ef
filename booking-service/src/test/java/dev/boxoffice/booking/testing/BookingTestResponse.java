package dev.boxoffice.booking.testing;

import dev.boxoffice.client.ApiAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the service answered.
public record BookingTestResponse(int status, JsonNode body, ApiAnswer raw) {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    public static BookingTestResponse of(ApiAnswer answer) {
        return new BookingTestResponse(answer.status(), answer.json(), answer);
    }

    public String text(String field) {
        return raw.field(field);
    }

    /// Stripe's id of the payment, which its client secret begins with.
    public String paymentIntent() {
        return text("clientSecret").replaceFirst("_secret_.*", "");
    }

    /// The last part of the problem's type.
    public String problem() {
        return raw.problemName();
    }

    public String header(String name) {
        return raw.header(name);
    }
}
