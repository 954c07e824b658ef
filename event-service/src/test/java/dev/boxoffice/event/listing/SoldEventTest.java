package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.event.live.SeatChangeClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What buyers have paid for stays what they have paid for.
@EventServiceTest
class SoldEventTest {

    @Autowired
    EventApiClient api;

    @Autowired
    SeatChangeClient seats;

    /// D13: a date moved into the past ended a sold event, and nobody could give their ticket back any more.
    @ParameterizedTest
    @CsvSource({
        "startsAt, 2001-05-01T19:00:00Z",
        "startsAt, 2038-05-01T19:00:00Z",
        "endsAt, 2037-05-02T19:00:00Z",
    })
    void a_sold_event_changes_its_date_only_by_rescheduling(String field, String moment) {
        var path = "/events/" + api.onSale(10, 0);
        seats.bookInPostgres(path.substring("/events/".length()), 3);
        var refused = api.patch(path, organizer(), api.get(path).etag(), "{\"" + field + "\": \"" + moment + "\"}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/use-rescheduling");
        assertThat(refused.json().get("field").stringValue()).isEqualTo(field);
        assertThat(api.get(path).json().get("status").stringValue()).isEqualTo("ON_SALE");
    }

    /// D13: the same for the place, and not for anything else.
    @Test
    void a_sold_event_stays_where_it_is_and_its_words_may_change() {
        var path = "/events/" + api.onSale(10, 0);
        seats.bookInPostgres(path.substring("/events/".length()), 3);
        var etag = api.get(path).etag();
        assertThat(api.patch(path, organizer(), etag, "{\"venueId\": \"" + api.venue("") + "\"}")
                        .problem())
                .isEqualTo("/problems/use-rescheduling");
        assertThat(api.patch(
                                path,
                                organizer(),
                                etag,
                                "{\"name\": \"New name\", \"salesEndAt\": \"2037-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(200);
    }

    /// D13: while nobody has bought, a date may still be mended.
    @Test
    void an_unsold_event_may_move() {
        var path = "/events/" + api.onSale(10, 0);
        assertThat(api.patch(path, organizer(), api.get(path).etag(), "{\"startsAt\": \"2038-05-01T19:00:00Z\"}")
                        .status())
                .isEqualTo(200);
    }

    /// D12, D13: an event keeps the plan it was published with, so the venue's may be replaced, and the event edited
    /// after that.
    @Test
    void a_new_plan_of_the_venue_leaves_sold_events_as_they_are() {
        var path = "/events/" + api.onSale(10, 0);
        seats.bookInPostgres(path.substring("/events/".length()), 3);
        var venue = api.get(path).json().get("venueId").stringValue();

        var replaced = api.put("/venues/" + venue + "/seating-plan", organizer(), plan(standing("Arena", 50)));
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);

        assertThat(api.get(path + "/seat-map").json().get("total").asInt()).isEqualTo(10);
        var edited = api.patch(path, organizer(), api.get(path).etag(), "{\"description\": \"Doors at seven\"}");
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(edited.json().at("/sections/0/name").stringValue()).isEqualTo("Stalls");
    }

    /// D13: what is sold up to `salesEndAt` still takes place.
    @Test
    void an_event_whose_sale_is_over_is_not_over() {
        var path = "/events/" + api.onSale(10, 0);
        var closed = api.patch(path, organizer(), api.get(path).etag(), "{\"salesEndAt\": \"2020-01-01T00:00:00Z\"}");
        assertThat(closed.json().get("status").stringValue()).isEqualTo("SALES_ENDED");
    }

    /// B8: a sold event moves, its new date holds at once, and its moves are kept for booking-service.
    @Test
    void a_sold_event_is_rescheduled() {
        var id = api.onSale(10, 0);
        seats.bookInPostgres(id, 3);
        var path = "/events/" + id + "/rescheduling";
        var moved = api.post(
                path,
                organizer(),
                "{\"startsAt\": \"2038-05-01T19:00:00Z\", \"endsAt\": \"2038-05-01T22:00:00Z\", \"message\": \"The roof.\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(202);
        assertThat(moved.json().get("startsAt").stringValue()).isEqualTo("2038-05-01T19:00:00Z");
        assertThat(api.get("/events/" + id).json().get("status").stringValue()).isEqualTo("ON_SALE");
        assertThat(api.post(path, organizer(), "{\"startsAt\": \"2038-06-01T20:00:00Z\"}")
                        .json()
                        .get("endsAt")
                        .stringValue())
                .as("as long as before")
                .isEqualTo("2038-06-01T23:00:00Z");
        var postponed = api.post(path, organizer(), "{}");
        assertThat(postponed.json().get("status").stringValue()).isEqualTo("POSTPONED");
        for (var wrong : List.of(
                "{\"startsAt\": \"2001-05-01T19:00:00Z\"}",
                "{\"endsAt\": \"2038-05-01T19:00:00Z\"}",
                "{\"answerBy\": \"2001-05-01T19:00:00Z\"}",
                "{\"startsAt\": \"+12000-01-01T00:00:00Z\"}",
                "{\"answerBy\": \"+300000-01-01T00:00:00Z\"}",
                "{\"unknown\": 1}")) {
            assertThat(api.post(path, organizer(), wrong).status()).as(wrong).isEqualTo(422);
        }
    }
}
