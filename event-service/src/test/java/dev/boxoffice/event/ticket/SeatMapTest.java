package dev.boxoffice.event.ticket;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.standing;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EventServiceTest
class SeatMapTest {

    private static final int TWENTY_KILOBYTES = 20 * 1024;

    @Autowired
    EventApiClient api;

    @Test
    void places_are_numbered_in_the_order_of_the_map() {
        var venue = api.venue(plan(seated("Stalls", 28, 2), standing("Floor", 3), seated("Balcony", 1, 1)));
        var event = api.draft(event(venue, tiers(tier("All", 100, "Stalls", "Floor", "Balcony"))));
        assertThat(api.get("/events/" + event + "/seat-map").status()).isEqualTo(404);
        api.post("/events/" + event + "/publication", organizer(), "");

        var map = api.get("/events/" + event + "/seat-map").json();

        assertThat(map.get("total").asInt()).isEqualTo(60);
        assertThat(map.get("sections").get(1).get("firstOrdinal").asInt()).isEqualTo(56);
        assertThat(map.get("sections").get(2).get("firstOrdinal").asInt()).isEqualTo(59);
        assertThat(map.get("sections").get(1).get("rows").size()).isZero();
        assertThat(map.get("sections").get(0).get("rows").get(27).toString()).isEqualTo("""
                        {"name":"AB","seats":[{"number":"1","x":-0.5,"y":27.0},{"number":"2","x":0.5,"y":27.0}]}""");
    }

    @Test
    void a_seat_map_is_sent_once_and_then_only_confirmed() throws IOException {
        var path = "/events/" + api.onSale(1_000, 0) + "/seat-map";
        var plain = api.get(path);
        assertThat(plain.header("Cache-Control")).contains("public, max-age=86400, immutable");
        assertThat(plain.header("Vary").orElse("")).containsIgnoringCase("Accept-Encoding");

        var compressed = api.get(path, "Accept-Encoding", "gzip");
        assertThat(compressed.header("Content-Encoding")).contains("gzip");
        assertThat(compressed.etag()).isNotEqualTo(plain.etag()).doesNotStartWith("W/");
        assertThat(compressed.raw().body().length).isLessThan(plain.raw().body().length / 5);
        try (var body =
                new GZIPInputStream(new ByteArrayInputStream(compressed.raw().body()))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.text());
        }
        for (var etag :
                new String[] {plain.etag(), compressed.etag(), "W/" + plain.etag(), "\"x\", " + plain.etag(), "*"}) {
            assertThat(api.get(path, "If-None-Match", etag).status()).as(etag).isEqualTo(304);
        }
        assertThat(api.get(path, "If-None-Match", "\"x\"").status()).isEqualTo(200);
    }

    @Test
    void availability_of_a_stadium_fits_in_twenty_kilobytes() {
        var path = "/events/" + stadium() + "/availability";
        var answer = api.get(path);
        assertThat(answer.raw().body().length).isLessThan(TWENTY_KILOBYTES);
        assertThat(answer.header("Cache-Control")).contains("no-cache");
        assertThat(answer.json().get("available").asInt()).isEqualTo(60_000);
        assertThat(answer.json().get("encoding").stringValue()).isEqualTo("2bit");
        assertThat(api.get(path, "If-None-Match", answer.etag()).status()).isEqualTo(304);
    }

    private String stadium() {
        var venue = api.venue(plan(seated("Bowl", 300, 200)));
        var event = api.draft(event(venue, tiers(tier("All", 100, "Bowl"))));
        api.post("/events/" + event + "/publication", organizer(), "");
        return event;
    }
}
