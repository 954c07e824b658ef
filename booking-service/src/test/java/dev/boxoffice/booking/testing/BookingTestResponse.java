package dev.boxoffice.booking.testing;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the service answered.
public record BookingTestResponse(int status, JsonNode body, HttpResponse<String> raw) {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    public static BookingTestResponse of(HttpResponse<String> response) {
        var text = response.body();
        var isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new BookingTestResponse(
                response.statusCode(), JSON.readTree(isJson && !text.isEmpty() ? text : "{}"), response);
    }

    public String text(String field) {
        return body.path(field).asString("");
    }

    /// The last part of the problem's type.
    public String problem() {
        return text("type").replaceFirst("^/problems/", "");
    }

    public String header(String name) {
        return raw.headers().firstValue(name).orElse("");
    }
}
