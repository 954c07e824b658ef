package dev.boxoffice.event.discovery;

import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// What is imported again and again follows its source.
@EventServiceTest
class DiscoverySourceTest {

    private static final String IMPORT = "/events/import?format=ticketmaster-discovery";
    private static final String START = "\"localDate\": \"2037-07-05\", \"localTime\": \"20:00:00\"";
    private static final String MOVED = "\"localDate\": \"2037-09-12\", \"localTime\": \"20:00:00\"";

    @Autowired
    EventApiClient api;

    /// An event in Berlin; `more` begins with a comma.
    private static String listing(String id, String start, String status, String more) {
        return """
                {"id": "%1$s", "name": "Night of %1$s",
                 "dates": {"start": {%2$s}, "status": {"code": "%3$s"}},
                 "_embedded": {"venues": [{"id": "v-%1$s", "name": "Hall", "timezone": "Europe/Berlin",
                   "city": {"name": "Berlin"}, "country": {"countryCode": "DE"}}]}%4$s}""".formatted(id, start, status, more);
    }

    private JsonNode send(String... listings) {
        return sendTo(IMPORT, listings);
    }

    private JsonNode sendTo(String path, String... listings) {
        var answer = api.post(path, organizer(), "[" + String.join(",", listings) + "]");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String outcome(JsonNode report) {
        return report.at("/events/0/outcome").asString("none: " + report);
    }

    private static String id(JsonNode report) {
        return report.at("/events/0/id").stringValue();
    }

    private JsonNode event(String id) {
        return api.get("/events/" + id).json();
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asString("none");
    }

    /// H6: the answer says what each event is called here, and the event says where it came from.
    @Test
    void the_answer_names_what_was_taken_and_each_event_its_source() {
        var report = send(listing("s1", START, "onsale", ", \"url\": \"https://example.org/s1\""), "{\"id\": \"s1b\"}");

        assertThat(report.at("/events/0").toString()).isEqualTo("""
                {"index":0,"sourceId":"s1","id":"%s","outcome":"IMPORTED"}""".formatted(id(report)));
        assertThat(report.get("events").size()).isEqualTo(1);
        assertThat(report.at("/skipped/0/index").intValue()).isEqualTo(1);
        assertThat(event(id(report)).get("source").toString()).isEqualTo("""
                {"name":"ticketmaster-discovery","id":"s1","url":"https://example.org/s1"}""");
        var own = api.get("/events?sourceId=s1", "Authorization", "Bearer " + organizer())
                .json();
        assertThat(own.at("/page/totalElements").intValue()).isEqualTo(1);
        assertThat(own.at("/events/0/id").stringValue()).isEqualTo(id(report));
        var others = api.get("/events?sourceId=s1", "Authorization", "Bearer " + token("otto", "organizer"));
        assertThat(others.json().at("/page/totalElements").intValue()).isZero();
    }

    /// H5: what its source cancels is cancelled here, however often it says so; an older page does not
    /// bring it back.
    @Test
    void a_cancelled_listing_is_cancelled_and_stays_so() {
        var first = send(listing("c1", START, "onsale", ""));
        var cancelled = send(listing("c1", START, "cancelled", ""), listing("c2", START, "canceled", ""));

        assertThat(cancelled.get("cancelled").intValue()).isEqualTo(1);
        assertThat(cancelled.get("updated").intValue()).isZero();
        assertThat(outcome(cancelled)).isEqualTo("CANCELLED");
        assertThat(id(cancelled)).isEqualTo(id(first));
        assertThat(cancelled.at("/skipped/0/reason").stringValue())
                .isEqualTo("It is cancelled, and was not known here.");
        assertThat(text(event(id(first)), "status")).isEqualTo("CANCELLED");
        assertThat(outcome(send(listing("c1", START, "cancelled", "")))).isEqualTo("CANCELLED");

        var again = send(listing("c1", START, "onsale", ""));

        assertThat(again.at("/skipped/0/reason").stringValue()).contains("final");
        assertThat(text(event(id(first)), "status")).isEqualTo("CANCELLED");
    }

    /// H5: nothing else of a cancelled event need be readable.
    @Test
    void a_cancellation_needs_an_id_and_a_status() {
        var first = send(listing("c3", START, "onsale", ""));
        send("{\"id\": \"c3\", \"dates\": {\"status\": {\"code\": \"cancelled\"}}}");
        assertThat(text(event(id(first)), "status")).isEqualTo("CANCELLED");
    }

    /// H5: put off without a date, moved to one, and back for sale.
    @Test
    void a_listing_is_put_off_and_moved_as_its_source_says() {
        var id = id(send(listing("p1", START, "onsale", "")));
        assertThat(text(event(id), "startsAt")).isEqualTo("2037-07-05T18:00:00Z");

        assertThat(outcome(send(listing("p1", START, "postponed", "")))).isEqualTo("UPDATED");
        assertThat(text(event(id), "status")).isEqualTo("POSTPONED");
        assertThat(event(id).has("startsAt")).isFalse();
        assertThat(event(id).get("dateTba").booleanValue()).isTrue();

        send(listing("p1", MOVED, "rescheduled", ""));
        assertThat(text(event(id), "status")).isEqualTo("SCHEDULED");
        assertThat(text(event(id), "startsAt")).isEqualTo("2037-09-12T18:00:00Z");
        assertThat(event(id).get("dateTba").booleanValue()).isFalse();
    }

    /// H5: a sale that is off has ended if it had begun, and is to come if not.
    @Test
    void what_is_off_sale_has_ended_its_sale_or_not_begun_it() {
        var begun = "\"sales\": {\"public\": {\"startDateTime\": \"2020-01-01T09:00:00Z\","
                + " \"endDateTime\": \"2037-07-05T17:00:00Z\"}}";
        var id = id(send(listing("o1", START, "onsale", ", " + begun)));
        assertThat(text(event(id), "status")).isEqualTo("SCHEDULED");
        send(listing("o1", START, "offsale", ", " + begun));
        assertThat(text(event(id), "status")).isEqualTo("SALES_ENDED");
        var tag = api.get("/events/" + id).etag();
        send(listing("o1", START, "offsale", ", " + begun));
        assertThat(api.get("/events/" + id).etag()).as("nothing has changed").isEqualTo(tag);
        send(listing("o1", START, "onsale", ", " + begun));
        assertThat(text(event(id), "status")).isEqualTo("SCHEDULED");

        var ahead = begun.replace("2020", "2037");
        assertThat(text(event(id(send(listing("o2", START, "offsale", ", " + ahead)))), "status"))
                .isEqualTo("SCHEDULED");
    }

    /// H5: people have bought here, so its organiser hears of it loudly and nothing is touched.
    @Test
    void what_is_on_sale_here_is_reported_and_not_touched() {
        var id = id(send(listing("l1", START, "onsale", "")));
        var venue = text(event(id), "venueId");
        api.put(
                "/venues/" + venue + "/seating-plan",
                organizer(),
                EventApiClient.plan(EventApiClient.standing("Floor", 10)));
        api.patch(
                "/events/" + id,
                organizer(),
                api.get("/events/" + id).etag(),
                "{" + EventApiClient.tiers(EventApiClient.tier("All", 1000, "Floor")) + "}");
        assertThat(api.post("/events/" + id + "/publication", organizer(), "").status())
                .isEqualTo(200);

        for (var status : new String[] {"cancelled", "postponed", "rescheduled"}) {
            var report = send(listing("l1", MOVED, status, ""));
            assertThat(report.get("cancelled").intValue()).isZero();
            assertThat(report.at("/skipped/0/reason").stringValue())
                    .isEqualTo("It is on sale here, so it is edited here.");
            assertThat(report.at("/warnings/0/field").stringValue()).isEqualTo("dates.status");
            assertThat(report.at("/warnings/0/text").stringValue())
                    .contains("/events/" + id + (status.equals("cancelled") ? "/cancellation" : "/rescheduling"));
        }
        assertThat(text(event(id), "status")).isEqualTo("ON_SALE");
        assertThat(text(event(id), "startsAt")).isEqualTo("2037-07-05T18:00:00Z");
    }

    /// H5: a page that was fetched earlier undoes nothing, also where the newer one said nothing new.
    @Test
    void a_page_that_was_fetched_earlier_undoes_nothing() {
        var id = id(sendTo(IMPORT + "&fetchedAt=2026-03-01T00:00:00Z", listing("f1", START, "onsale", "")));
        sendTo(IMPORT + "&fetchedAt=2026-03-03T00:00:00Z", listing("f1", START, "onsale", ""));
        var older = sendTo(IMPORT + "&fetchedAt=2026-03-02T00:00:00Z", listing("f1", MOVED, "onsale", ""));
        assertThat(older.at("/skipped/0/reason").stringValue()).isEqualTo("What is known of it here is newer.");
        var cancelling = sendTo(IMPORT + "&fetchedAt=2026-03-02T00:00:00Z", listing("f1", MOVED, "cancelled", ""));
        assertThat(cancelling.get("cancelled").intValue()).isZero();
        assertThat(text(event(id), "startsAt")).isEqualTo("2037-07-05T18:00:00Z");

        var newer = sendTo(IMPORT + "&fetchedAt=2026-03-04T00:00:00Z", listing("f1", MOVED, "onsale", ""));
        assertThat(outcome(newer)).isEqualTo("UPDATED");
        assertThat(api.post(IMPORT + "&fetchedAt=2999-01-01T00:00:00Z", organizer(), "[]")
                        .fields())
                .containsExactly("fetchedAt");
    }

    /// H5: the source's own stamp, and the date that an event was moved away from, tell an older page too.
    @Test
    void an_older_page_is_known_by_its_stamp_and_by_the_date_that_no_longer_stands() {
        var stamped = ", \"lastUpdated\": \"2026-03-0%dT00:00:00Z\"";
        var id = id(send(listing("u1", MOVED, "onsale", stamped.formatted(2))));
        var older = send(listing("u1", START, "onsale", stamped.formatted(1)));
        assertThat(older.at("/skipped/0/reason").stringValue()).isEqualTo("What is known of it here is newer.");
        assertThat(text(event(id), "startsAt")).isEqualTo("2037-09-12T18:00:00Z");

        var other = id(send(listing("u2", START, "onsale", "")));
        send(listing("u2", MOVED, "rescheduled", "")
                .replace("\"status\"", "\"initialStartDate\": {" + START + "}, \"status\""));
        var former = send(listing("u2", START, "onsale", ""));
        assertThat(former.at("/skipped/0/reason").stringValue()).isEqualTo("What is known of it here is newer.");
        assertThat(text(event(other), "startsAt")).isEqualTo("2037-09-12T18:00:00Z");
    }

    /// H6: an hour, or a date, that is to be announced is said to be.
    @Test
    void what_is_to_be_announced_is_said_to_be() {
        var hour = event(id(send(listing("t1", START + ", \"timeTBA\": true", "onsale", ""))));
        assertThat(hour.get("timeTba").booleanValue()).isTrue();
        assertThat(hour.get("dateTba").booleanValue()).isFalse();
        assertThat(text(hour, "startsAt")).isEqualTo("2037-07-04T22:00:00Z");
        assertThat(text(hour, "endsAt")).isEqualTo("2037-07-05T22:00:00Z");
        var date = event(id(send(listing("t2", START + ", \"dateTBA\": true", "onsale", ""))));
        assertThat(date.get("dateTba").booleanValue()).isTrue();
        assertThat(date.get("timeTba").booleanValue()).isFalse();
        assertThat(date.has("startsAt")).isFalse();
        var known = event(id(send(listing("t3", START, "onsale", ""))));
        assertThat(known.get("timeTba").booleanValue()).isFalse();
    }

    /// H6: an address without a venue's id is a place, and the same place each time.
    @Test
    void an_event_at_a_place_is_taken() {
        var place = """
                {"id": "%s", "name": "Open air", "dates": {"start": {"dateTime": "2037-07-05T18:00:00Z"},
                  "timezone": "Europe/Berlin"},
                 "place": {"area": {"name": "Waldwiese"}, "address": {"line1": "Am Wald 1", "line2": "Tor 3"},
                  "city": {"name": "Bernau"}, "country": {"countryCode": "DE"}, "postalCode": "16321",
                  "location": {"latitude": "52.6791", "longitude": "13.5873"}}}""";
        var report = send(place.formatted("pl1"), place.formatted("pl2").replace("Waldwiese", "Forest meadow"));
        assertThat(report.get("imported").intValue()).isEqualTo(2);
        var venue = event(id(report)).get("venue");
        assertThat(venue.at("/address/line1").stringValue()).isEqualTo("Am Wald 1, Tor 3");
        assertThat(venue.at("/location/latitude").doubleValue()).isEqualTo(52.6791);
        var second = event(report.at("/events/1/id").stringValue());
        assertThat(text(second, "venueId")).isEqualTo(text(event(id(report)), "venueId"));
    }

    /// H6: a country or state that is a city needs no second name for it; elsewhere a city is missing.
    @Test
    void a_city_state_is_its_own_city() {
        var singapore = listing("ci1", START, "onsale", "")
                .replace("\"city\": {\"name\": \"Berlin\"}, ", "")
                .replace("\"DE\"", "\"SG\"");
        var report = send(
                singapore,
                singapore.replace("SG", "FR").replace("ci1", "ci2"),
                singapore
                        .replace("ci1", "ci3")
                        .replace("\"country\"", "\"state\": {\"name\": \"Hamburg\"}, \"country\"")
                        .replace("SG", "DE"));
        assertThat(event(id(report)).at("/venue/address/city").stringValue()).isEqualTo("Singapore");
        assertThat(report.at("/warnings/0/field").stringValue()).isEqualTo("_embedded.venues[0].city");
        assertThat(report.at("/skipped/0/reason").stringValue()).isEqualTo("Its venue “Hall” has no city.");
        assertThat(event(report.at("/events/1/id").stringValue())
                        .at("/venue/address/city")
                        .stringValue())
                .isEqualTo("Hamburg");
    }

    /// H6: names are in the page's language, ids in none.
    @Test
    void a_localised_page_is_read_by_its_ids() {
        var german = send(listing("de1", START, "onsale", """
                , "classifications": [{"primary": true, "segment": {"id": "KZFzniwnSyZfZ7v7nJ", "name": "Musik"},
                  "genre": {"id": "KnvZfZ7vAeJ", "name": "Klassik"}}]"""));
        assertThat(text(event(id(german)), "category")).isEqualTo("MUSIC");
        assertThat(text(event(id(german)), "genre")).isEqualTo("Classical");
        assertThat(german.get("warnings").size()).isZero();
        var english = send(listing("de1", START, "onsale", """
                , "classifications": [{"segment": {"id": "KZFzniwnSyZfZ7v7na", "name": "Arts & Theatre"},
                  "genre": {"id": "KnvZfZ7vAe1", "name": "Komik"}}]""").replace("Night", "Evening"));
        assertThat(outcome(english)).isEqualTo("UPDATED");
        assertThat(text(event(id(german)), "category")).isEqualTo("COMEDY");
        assertThat(text(event(id(german)), "name")).isEqualTo("Evening of de1");
    }

    /// H6: what it shows and what it limits: pictures, address, notes, age, tickets, prices as text,
    /// performers without id.
    @Test
    void pictures_addresses_notes_and_limits_come_along() {
        var report = send(listing("m1", START, "onsale", """
                , "url": "https://example.org/m1", "info": "Doors at seven.", "pleaseNote": "No cameras.",
                "images": [{"url": "https://example.org/s.jpg", "width": 100, "height": 56},
                  {"url": "https://example.org/l.jpg", "width": 2048, "height": 1152},
                  {"url": "https://example.org/l.jpg", "width": 2048, "height": 1152},
                  {"url": "javascript:alert(1)"}],
                "ticketLimit": {"info": "There is a four (4) ticket limit."},
                "accessibility": {"info": "Wheelchairs at the rear.", "ticketLimit": 2},
                "ageRestrictions": {"legalAgeEnforced": true},
                "priceRanges": [{"type": "standard", "currency": "EUR", "min": "20.50", "max": "45"}]""")
                .replace("\"_embedded\": {", "\"_embedded\": {\"attractions\": [{\"name\": \"The Nameless\"}], "));
        var event = event(id(report));
        assertThat(text(event, "url")).isEqualTo("https://example.org/m1");
        assertThat(event.get("images").toString()).isEqualTo("""
                [{"url":"https://example.org/l.jpg","width":2048,"height":1152},\
                {"url":"https://example.org/s.jpg","width":100,"height":56}]""");
        assertThat(text(event, "description")).isEqualTo("""
                Doors at seven.

                No cameras.

                There is a four (4) ticket limit.

                Wheelchairs at the rear.

                At most 2 accessible tickets in one order.""");
        assertThat(event.get("maxTicketsPerBooking").intValue()).isEqualTo(4);
        assertThat(event.get("ageLimit").intValue()).isEqualTo(18);
        assertThat(event.get("priceRange").toString()).isEqualTo("""
                {"min":2050,"max":4500,"currency":"EUR"}""");
        assertThat(event.at("/performers/0/name").stringValue()).isEqualTo("The Nameless");
        assertThat(report.get("warnings")
                        .valueStream()
                        .map(warning -> warning.get("field").stringValue()))
                .containsExactly("images", "ageRestrictions");
    }

    /// A number that no price is costs its own price range, not the memory of the service.
    @Test
    void a_price_beyond_all_prices_is_left_out() {
        for (var number : new String[] {"1e-600000000", "\"1e-600000000\"", "12e2147483646", "1e400"}) {
            var report = send(listing("n" + number.hashCode(), START, "onsale", """
                    , "priceRanges": [{"type": "standard", "currency": "USD", "min": %s}]""".formatted(number)));
            assertThat(outcome(report)).as(number).isEqualTo("IMPORTED");
            assertThat(report.at("/warnings/0/field").asString("none"))
                    .as(number)
                    .isEqualTo("priceRanges");
            assertThat(event(id(report)).has("priceRange")).as(number).isFalse();
        }
    }

    /// A sale that was off and begins once more is a new one.
    @Test
    void a_sale_that_begins_once_more_has_its_new_window() {
        var window = ", \"sales\": {\"public\": {\"startDateTime\": \"%s\", \"endDateTime\": \"%s\"}}";
        var begun = window.formatted("2020-01-01T09:00:00Z", "2037-07-05T17:00:00Z");
        var id = id(send(listing("w1", START, "offsale", begun)));
        var report =
                send(listing("w1", START, "offsale", window.formatted("2037-02-01T09:00:00Z", "2037-07-05T17:00:00Z")));

        assertThat(outcome(report)).isEqualTo("UPDATED");
        assertThat(text(event(id), "salesStartAt")).isEqualTo("2037-02-01T09:00:00Z");
        assertThat(text(event(id), "salesEndAt")).isEqualTo("2037-07-05T17:00:00Z");
    }

    /// What the organiser has added stays: the other system says nothing of doors.
    @Test
    void doors_added_here_stay_and_move_with_the_start() {
        var id = id(send(listing("d1", START, "onsale", "")));
        var path = "/events/" + id;
        var etag = api.get(path, "Authorization", "Bearer " + organizer()).etag();
        var patched = api.patch(path, organizer(), etag, "{\"doorsAt\": \"2037-07-05T17:00:00Z\"}");
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);

        send(listing("d1", START, "onsale", ""));
        assertThat(text(event(id), "doorsAt")).isEqualTo("2037-07-05T17:00:00Z");

        send(listing("d1", MOVED, "rescheduled", ""));
        assertThat(text(event(id), "doorsAt")).isEqualTo("2037-09-12T17:00:00Z");

        send(listing("d1", MOVED, "postponed", ""));
        assertThat(event(id).has("doorsAt")).isFalse();
    }
}
