package dev.boxoffice.gateway.waitingroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.testkit.contract.ReserveBodies;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.TestPropertySource;

/// L2: whatever form a reserve has, the waiting room of its event is asked.
@TestPropertySource(properties = "boxoffice.ratelimit.enabled=false") // one buyer tries them all
class GuardedReserveTest extends GatewayTest {

    @Test
    void no_form_of_a_reserve_walks_past_the_room_with_an_admission_from_before_it_opened() {
        UUID event = WaitingRoomTest.event("OFF", 0, 1, WaitingRoomTest.past());
        String stocked = json(call("POST", "/events/" + event + "/queue", "stockist", ""))
                .path("admissionToken")
                .asString();
        Map<String, ReserveBodies.Body> bodies = ReserveBodies.of(event, 7);
        SoftAssertions all = new SoftAssertions();
        bodies.forEach((name, body) ->
                all.assertThat(reserve(body, stocked).statusCode()).as(name).isEqualTo(200));
        settings(event, "{\"mode\":\"ON\",\"maxActive\":1}");
        bodies.forEach((name, body) -> {
            HttpResponse<String> refused = reserve(body, stocked);
            all.assertThat(refused.statusCode()).as(name).isEqualTo(403);
            all.assertThat(refused.body()).as(name).contains("/problems/admission-required");
            all.assertThat(reserve(body, null).statusCode()).as(name).isEqualTo(403);
        });
        all.assertAll();
    }

    static Stream<String> counted() {
        return Stream.of("typed tickets", "space around an id", "a large body", "UTF-16LE");
    }

    @ParameterizedTest
    @MethodSource("counted")
    void every_form_counts_towards_a_rush(String form) {
        UUID event = WaitingRoomTest.event("AUTO", 60, 100, WaitingRoomTest.past());
        settings(event, "{\"autoAbove\":{\"reservesPerSecond\":1,\"heldPercent\":100}}");
        ReserveBodies.Body body =
                Objects.requireNonNull(ReserveBodies.of(event, 7).get(form));
        await(form)
                .atMost(Duration.ofSeconds(20))
                .until(() -> reserve(body, null).statusCode() == 403);
    }

    /// In UTF-8 the backslash would hide the quote behind it; in the charset that is named it is half of a letter.
    @Test
    void a_body_is_read_in_the_charset_that_it_names() {
        UUID event = WaitingRoomTest.event("OFF", 0, 1, WaitingRoomTest.past());
        settings(event, "{\"mode\":\"ON\",\"maxActive\":1}");
        String body = "{\"code\":\"\u00E3\u0082\u0083\\\",\"ticketId\":\"" + event + ".7\"}";
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reserve(new ReserveBodies.Body("application/json; charset=Shift_JIS", bytes), null)
                        .statusCode())
                .isEqualTo(403);
    }

    /// booking-service answers the same; here nothing unread goes past the guard.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ticketId\":             | application/json                  | 400",
                "{\"quantity\":1} x         | application/json                  | 200",
                "a=b                        | application/json                  | 400",
                "a=b                        | application/vnd.boxoffice+json    | 400",
                "a=b                        | application/x-www-form-urlencoded | 415",
                "a=b                        | nonsense                          | 415",
                "{\"quantity\":1}           | application/yaml                  | 415",
                "[]                         | application/json                  | 200",
                "{\"tickets\":{\"a\":[1]}}  | application/json                  | 200",
                "{\"ticketId\":\"nonsense\"} | application/json                 | 200",
            })
    void what_names_no_event_goes_on_to_be_refused_and_what_cannot_be_read_does_not(
            String body, String contentType, int status) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(reserve(new ReserveBodies.Body(contentType, bytes), null).statusCode())
                .isEqualTo(status);
    }

    private void settings(UUID event, String change) {
        HttpResponse<String> response = send(as(request("/events/" + event + "/queue/settings"), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(change))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private HttpResponse<String> reserve(ReserveBodies.Body body, @Nullable String admission) {
        HttpRequest.Builder request = as(request("/booking/reserve"), "stockist")
                .header("Content-Type", body.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()));
        return send((admission == null ? request : request.header("X-Admission-Token", admission)).build());
    }
}
