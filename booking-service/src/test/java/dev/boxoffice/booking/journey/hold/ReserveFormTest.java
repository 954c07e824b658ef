package dev.boxoffice.booking.journey.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.ReserveBodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The forms of a reserve that the gateway's waiting room must know are those that are taken here.
class ReserveFormTest extends BookingServiceTest {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void every_form_holds_a_ticket() throws Exception {
        var concert = concert().seated("Stalls", 1, 20, 4500).limits(8, 8).open();
        for (var form : ReserveBodies.of(concert.id(), 0).entrySet()) {
            var answer = reserve(form.getValue());
            assertThat(answer.statusCode())
                    .as(form.getKey() + ": " + answer.body())
                    .isEqualTo(201);
            var hold = BookingTestResponse.JSON
                    .readTree(answer.body())
                    .path("holdId")
                    .asString();
            assertThat(buyer("alice").delete("/booking/holds/" + hold).status()).isEqualTo(204);
        }
    }

    /// What names its event in a second spelling, or is no JSON by its own word, holds nothing.
    @Test
    void what_might_be_read_in_two_ways_is_refused() throws Exception {
        var concert = concert().seated("Stalls", 1, 20, 4500).limits(8, 8).open();
        var ticket = "\"ticketId\":\"" + concert.ticket(0) + "\"";
        assertThat(reserve("{" + ticket + "," + ticket + "}", "application/json"))
                .isEqualTo(400);
        assertThat(reserve("{\"TicketId\":\"" + concert.ticket(0) + "\"}", "application/json"))
                .isEqualTo(422);
        assertThat(reserve("{\"tickets\":[\"" + concert.ticket(0) + "\"]}", "application/json"))
                .isEqualTo(422);
        assertThat(reserve("{\"ticketIds\":\"" + concert.ticket(0) + "\"}", "application/json"))
                .isEqualTo(422);
        assertThat(reserve("[{" + ticket + "}]", "application/json")).isEqualTo(400);
        assertThat(reserve("{}{" + ticket + "}", "application/json")).isEqualTo(400);
        assertThat(reserve("{\"eventId\":null,\"tickets\":[{" + ticket + "},{}]}", "application/json"))
                .isEqualTo(422);
        for (var type :
                new String[] {"application/json;charset=UTF-7", "text/plain", "application/x-www-form-urlencoded"}) {
            assertThat(reserve("{" + ticket + "}", type)).as(type).isEqualTo(415);
        }
    }

    private int reserve(String body, String contentType) throws IOException, InterruptedException {
        return reserve(new ReserveBodies.Body(contentType, body.getBytes(StandardCharsets.UTF_8)))
                .statusCode();
    }

    private HttpResponse<String> reserve(ReserveBodies.Body body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base() + "/booking/reserve"))
                        .header(
                                "Authorization",
                                "Bearer " + TokenIssuer.shared().token("alice", "buyer"))
                        .header("Content-Type", body.contentType())
                        .POST(BodyPublishers.ofByteArray(body.bytes()))
                        .build(),
                BodyHandlers.ofString());
    }
}
