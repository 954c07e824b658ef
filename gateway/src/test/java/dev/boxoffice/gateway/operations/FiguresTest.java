package dev.boxoffice.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FiguresTest extends GatewayTest {

    private static final Instant START = Instant.parse("2027-05-01T19:00:00Z");

    @Test
    void operators_read_figures_and_others_do_not() {
        await().untilAsserted(() -> assertThat(figures().path("times").size()).isPositive());
        JsonNode answer = figures();
        assertThat(answer.at("/figures/reserves").size())
                .isEqualTo(answer.path("times").size());
        assertThat(answer.path("instances").findValuesAsString("service"))
                .containsExactly("event", "booking", "search", "support");
        assertThat(get("/operations/figures").statusCode()).isEqualTo(401);
        assertThat(send(as(request("/operations/figures"), "olivia", "organizer")
                                .build())
                        .statusCode())
                .isEqualTo(403);
    }

    private JsonNode figures() {
        HttpResponse<String> answer =
                send(as(request("/operations/figures"), "oscar", "operator").build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    @Test
    void a_metric_is_read_with_its_labels() {
        assertThat(MetricSample.read("""
                        # HELP boxoffice_booking_holds_total Holds
                        boxoffice_booking_holds_total{outcome="Held",service="booking"} 5.0
                        boxoffice_queue_waiting 3.0 1764356399123
                        boxoffice_support_mttcr_seconds{service="support"} NaN
                        """))
                .hasSize(3)
                .startsWith(
                        new MetricSample("boxoffice_booking_holds_total", "outcome=\"Held\",service=\"booking\"", 5),
                        new MetricSample("boxoffice_queue_waiting", "", 3));
    }

    @Test
    void instances_add_up_and_what_all_read_of_one_store_does_not() {
        var samples = MetricSample.read("""
                boxoffice_booking_holds_total{outcome="Held",service="booking"} 5.0
                boxoffice_booking_holds_total{outcome="SeatsTaken",service="booking"} 2.0
                boxoffice_booking_holds_total{outcome="Held",service="booking"} 4.0
                boxoffice_booking_payments_stuck{service="booking"} 1.0
                boxoffice_booking_payments_stuck{service="booking"} 1.0
                """);
        assertThat(Figure.RESERVES.of(samples)).hasValue(11);
        assertThat(Figure.HOLDS.of(samples)).hasValue(9);
        assertThat(Figure.PAYMENTS_STUCK.of(samples)).hasValue(1);
        assertThat(Figure.SEARCHES.of(samples)).isEmpty();
    }

    @Test
    void a_rate_is_what_was_counted_since_and_nothing_after_a_restart() {
        var history = new FigureHistory(
                new FigureProperties(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(1)));
        for (double counted : new double[] {100, 150, 20, 40}) {
            history.add(
                    START.plusSeconds(10L * history.all().times().size()),
                    Map.of(Figure.SALES, OptionalDouble.of(counted)));
        }
        assertThat(history.all().values().get(Figure.SALES)).isEqualTo(java.util.Arrays.asList(null, 5.0, null, 2.0));
        assertThat(history.all().values().get(Figure.WAITING))
                .isEqualTo(java.util.Arrays.asList(null, null, null, null));
    }

    @Test
    void only_the_last_hour_is_kept() {
        var history = new FigureHistory(
                new FigureProperties(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(1)));
        for (int i = 0; i < 5; i++) {
            history.add(START.plusSeconds(10L * i), Map.of(Figure.WAITING, OptionalDouble.of(i)));
        }
        assertThat(history.all().values().get(Figure.WAITING)).isEqualTo(List.of(2.0, 3.0, 4.0));
        assertThat(history.all().times()).hasSize(3);
    }
}
