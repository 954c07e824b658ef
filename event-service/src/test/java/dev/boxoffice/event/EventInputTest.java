package dev.boxoffice.event;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.standing;
import static dev.boxoffice.event.EventApiClient.tier;
import static dev.boxoffice.event.EventApiClient.tiers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.testkit.TokenIssuer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every mistake is a 4xx that names the field as the caller wrote it, and changes nothing.
@EventServiceTest
class EventInputTest {

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    static Stream<Arguments> badEvents() {
        return Stream.of(
                Arguments.of(tiers(tier("Gold", -1, "Stalls")), List.of("priceTiers[0].price.amount")),
                Arguments.of(
                        tiers(tier("Gold", 100, "Stalls").replace("EUR", "EURO")),
                        List.of("priceTiers[0].price.currency")),
                Arguments.of(
                        tiers(
                                tier("Gold", 100, "Stalls"),
                                tier("Silver", 100, "Floor").replace("EUR", "USD")),
                        List.of("priceTiers[1].price.currency")),
                Arguments.of(
                        tiers(tier("Gold", 100, "Stalls"), tier("Gold", 50, "Floor")), List.of("priceTiers[1].name")),
                Arguments.of(
                        tiers(tier("Gold", 100, "Stalls"), tier("Silver", 50, "Stalls")),
                        List.of("priceTiers[1].sections[0]")),
                Arguments.of(tiers(tier("Gold", 100, "Balcony")), List.of("priceTiers[0].sections[0]")),
                Arguments.of(
                        tiers(
                                "{\"name\": \"Gold\", \"price\": {\"amount\": 1, \"currency\": \"EUR\"}, \"sections\": []}"),
                        List.of("priceTiers[0].sections")),
                Arguments.of(
                        tiers(tier("Gold", 100, "Stalls").replace("100", "45.5")),
                        List.of("priceTiers[0].price.amount")),
                Arguments.of("\"salesStartAt\": \"2037-05-02T00:00:00Z\"", List.of("salesStartAt")),
                Arguments.of(
                        "\"salesStartAt\": \"2037-02-01T00:00:00Z\", \"salesEndAt\": \"2037-01-01T00:00:00Z\"",
                        List.of("salesEndAt")),
                Arguments.of("\"salesEndAt\": \"2037-05-02T07:00:01Z\"", List.of("salesEndAt")),
                Arguments.of("\"endsAt\": \"2037-04-01T00:00:00Z\"", List.of("endsAt")),
                Arguments.of("\"endsAt\": \"tomorrow\"", List.of("endsAt")),
                Arguments.of("\"endsAt\": \"+999999999-01-01T00:00:00Z\"", List.of("endsAt")),
                Arguments.of("\"maxTicketsPerBooking\": 0", List.of("maxTicketsPerBooking")),
                Arguments.of("\"maxTicketsPerBooking\": 201", List.of("maxTicketsPerBooking")),
                Arguments.of("\"waitingRoom\": {\"mode\": \"MAYBE\"}", List.of("waitingRoom.mode")),
                Arguments.of("\"waitingRoom\": {\"admitPerMinute\": 0}", List.of("waitingRoom.admitPerMinute")),
                Arguments.of("\"performerIds\": [\"nobody\"]", List.of("performerIds[0]")),
                Arguments.of(
                        "\"performerIds\": [\"0197f3a0-0000-7000-8000-000000000000\"]", List.of("performerIds[0]")),
                Arguments.of("\"genre\": \"Po\\u0000p\"", List.of("genre")),
                Arguments.of("\"description\": \"\\u0000\"", List.of("description")));
    }

    /// M1, M2: what no card can be charged is said when the event is made, not to every buyer.
    @ParameterizedTest
    @CsvSource({"49, EUR", "100000000, EUR", "15005, KWD", "100, BOV", "49, JPY", "174, HUF"})
    void a_price_that_cannot_be_charged_is_refused_with_its_tier(long amount, String currency) {
        var venue = api.venue(plan(seated("Stalls", 2, 2), standing("Floor", 5)));
        var bad = tier("Floor", amount, "Floor").replace("EUR", currency);
        var free = tier("Stalls", 0, "Stalls").replace("EUR", currency);
        var refused = api.post("/events", organizer(), event(venue, tiers(free, bad)));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("priceTiers[1].price");

        var draft = api.post("/events", organizer(), event(venue, ""));
        assertThat(api.patch("/events/" + draft.id(), organizer(), draft.etag(), "{" + tiers(free, bad) + "}")
                        .fields())
                .containsExactly("priceTiers[1].price");
    }

    /// M1: Stripe's units are not ISO's; what can be charged in its own currency is taken.
    @ParameterizedTest
    @CsvSource({"0, EUR", "50, EUR", "5950, ISK", "15010, KWD", "50, JPY"})
    void a_price_that_can_be_charged_is_taken(long amount, String currency) {
        var venue = api.venue(plan(standing("Floor", 5)));
        var body = event(venue, tiers(tier("Floor", amount, "Floor").replace("EUR", currency)));
        assertThat(api.post("/events", organizer(), body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void an_event_that_cannot_be_is_refused(String more, List<String> fields) {
        var venue = api.venue(plan(seated("Stalls", 2, 2), standing("Floor", 5)));
        var before = count("event");
        var refused = api.post("/events", organizer(), event(venue, more));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("/problems/validation-failed");
        assertThat(refused.fields()).isEqualTo(fields);
        assertThat(count("event")).isEqualTo(before);
    }

    @Test
    void an_event_needs_a_name_a_category_a_start_and_a_venue_that_exists() {
        assertThat(api.post("/events", organizer(), "{}").fields())
                .containsExactlyInAnyOrder("name", "category", "venueId");
        assertThat(api.post("/events", organizer(), event("0197f3a0-0000-7000-8000-000000000000", ""))
                        .fields())
                .containsExactly("venueId");
        assertThat(api.post(
                                "/events",
                                organizer(),
                                event(api.venue(""), "").replaceAll("\"startsAt\": \"[^\"]*\"", "\"genre\": \"x\""))
                        .fields())
                .containsExactly("startsAt");
    }

    static Stream<Arguments> badPlans() {
        return Stream.of(
                Arguments.of(plan(), List.of("sections")),
                Arguments.of("{}", List.of("sections")),
                Arguments.of(plan("null"), List.of("sections[0]")),
                Arguments.of(plan(standing("Floor", 200_001)), List.of("sections")),
                Arguments.of(plan(seated("A", 2_000_000_000, 2_000_000_000)), List.of("sections")),
                Arguments.of(plan(standing("Floor", 100_000), seated("A", 100, 1_001)), List.of("sections")),
                Arguments.of(plan(seated("A", 2_000_000_000, 0)), List.of("sections[0].seatsPerRow")),
                Arguments.of(plan(standing("Floor", 0)), List.of("sections[0].capacity")),
                Arguments.of(plan(standing("A", 5), standing("A", 5)), List.of("sections[1].name")),
                Arguments.of(
                        plan("{\"name\": \"A\", \"kind\": \"SEATED\"}"),
                        List.of("sections[0].rowCount", "sections[0].seatsPerRow")),
                Arguments.of(plan("{\"name\": \"A\", \"kind\": \"SOFA\"}"), List.of("sections[0].kind")),
                Arguments.of(
                        plan("{\"name\": \"A\", \"kind\": \"GENERAL_ADMISSION\", \"capacity\": 5, \"rowCount\": 2,"
                                + " \"seatsPerRow\": 3}"),
                        List.of("sections[0].rowCount", "sections[0].seatsPerRow")),
                Arguments.of(
                        plan("{\"name\": \"A\", \"kind\": \"SEATED\", \"seatsPerRow\": 3, \"rows\":"
                                + " [{\"name\": \"1\", \"seats\": \"1-3\"}]}"),
                        List.of("sections[0].seatsPerRow")),
                Arguments.of(
                        plan("{\"name\": \"A\", \"kind\": \"SEATED\", \"rows\": [{\"name\": \"1\", \"seats\":"
                                + " [{\"number\": \"1\", \"x\": 0, \"y\": 0}, {\"number\": \"1\", \"x\": 1}]}]}"),
                        List.of("sections[0].rows[0].seats[1].number", "sections[0].rows[0].seats[1].y")));
    }

    /// I1: every member nobody reads is named, wherever it stands.
    @Test
    void unknown_members_are_named_at_every_depth() {
        var more = "\"discountCode\": \"X\", \"waitingRoom\": {\"mode\": \"ON\", \"mdoe\": 1}, "
                + tiers(tier("Gold", 4500, "Stalls").replace("\"amount\"", "\"taxed\": [true], \"amount\""));
        assertThat(api.post("/events", organizer(), event(api.venue(""), more)).fields())
                .containsExactlyInAnyOrder("discountCode", "waitingRoom.mdoe", "priceTiers[0].price.taxed");
    }

    /// I3: labels that look alike are the same label; a name has something to see.
    static Stream<Arguments> lookAlikes() {
        return Stream.of(
                Arguments.of(plan(standing("Caf\\u00e9", 5), standing("Cafe\\u0301", 5)), "sections[1].name"),
                Arguments.of(plan(standing("Stalls", 5), standing("Sta\\u200blls", 5)), "sections[1].name"),
                Arguments.of(plan(standing("Left Wing", 5), standing("Left  Wing", 5)), "sections[1].name"),
                Arguments.of(plan(standing("\\u3164", 5)), "sections[0].name"),
                Arguments.of(plan(standing("\\u200b", 5)), "sections[0].name"),
                Arguments.of(plan(standing("a\\u202eb", 5)), "sections[0].name"),
                Arguments.of(
                        plan(
                                "{\"name\": \"A\", \"kind\": \"SEATED\", \"rows\": [{\"name\": \"1\", \"seats\":"
                                        + " [{\"number\": \"1\", \"x\": 0, \"y\": 0}, {\"number\": \"1 \", \"x\": 1, \"y\": 0}]}]}"),
                        "sections[0].rows[0].seats[1].number"));
    }

    @ParameterizedTest
    @MethodSource("lookAlikes")
    void labels_that_look_alike_are_refused(String plan, String field) {
        var refused = api.put("/venues/" + api.venue("") + "/seating-plan", organizer(), plan);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly(field);
    }

    /// I3: names that nobody can see.
    @ParameterizedTest
    @ValueSource(strings = {"\\u200b\\u2060", "\\u3164", "\\u2800", "\\u115f \\u00ad"})
    void a_name_has_a_visible_character(String name) {
        assertThat(api.post("/performers", organizer(), "{\"name\": \"" + name + "\"}")
                        .fields())
                .containsExactly("name");
        var event = event(api.venue(""), "").replace("Beyoncé & Friends", name);
        assertThat(api.post("/events", organizer(), event).fields()).containsExactly("name");
    }

    @ParameterizedTest
    @MethodSource("badPlans")
    void a_seating_plan_that_cannot_be_is_refused(String plan, List<String> fields) {
        var venue = api.venue("");
        var refused = api.put("/venues/" + venue + "/seating-plan", organizer(), plan);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.fields()).isEqualTo(fields);
        assertThat(api.get("/venues/" + venue + "/seating-plan").status()).isEqualTo(404);
    }

    @Test
    void a_venue_is_somewhere() {
        var venue = """
                {"name": "Hall", "timezone": "Europe/Berlin", "address": {"city": "Berlin", "countryCode": "DE"},
                 "location": {"latitude": 52.5, "longitude": 13.4}}""";
        assertThat(api.post("/venues", organizer(), venue.replace("52.5", "91")).fields())
                .containsExactly("location.latitude");
        assertThat(api.post("/venues", organizer(), venue.replace("DE", "XX")).fields())
                .containsExactly("address.countryCode");
        assertThat(api.post("/venues", organizer(), venue.replace("Europe/Berlin", "Mars/Olympus"))
                        .fields())
                .containsExactly("timezone");
        assertThat(api.post("/venues", organizer(), venue.replace("Hall", " ")).fields())
                .containsExactly("name");
        assertThat(api.post("/venues", organizer(), venue).status()).isEqualTo(201);
    }

    @Test
    void who_may_not_is_told_so() {
        var tokens = TokenIssuer.shared();
        var body = "{\"name\": \"The Band\"}";
        for (var bad : List.of(
                tokens.expired("olivia", "organizer"),
                tokens.otherIssuer("olivia", "organizer"),
                tokens.otherAudience("olivia", "organizer"),
                tokens.forged("olivia", "organizer"),
                tokens.unsigned("olivia", "organizer"),
                "nonsense")) {
            var refused = api.post("/performers", bad, body);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.problem()).isEqualTo("/problems/unauthenticated");
        }
        assertThat(api.post("/performers", EventApiClient.token("bob", "buyer"), body)
                        .problem())
                .isEqualTo("/problems/forbidden");
        assertThat(api.post("/performers", organizer(), body).status()).isEqualTo(201);
    }

    @Test
    void what_is_not_there_is_not_found_and_what_is_no_json_is_refused() {
        assertThat(api.get("/events/nonsense").problem()).isEqualTo("/problems/not-found");
        assertThat(api.get("/venues/0197f3a0-0000-7000-8000-000000000000").status())
                .isEqualTo(404);
        assertThat(api.get("/performers/x").status()).isEqualTo(404);
        assertThat(api.get("/events/x/seat-map").status()).isEqualTo(404);
        assertThat(api.post("/events/x/publication", organizer(), "").status()).isEqualTo(404);
        assertThat(api.post("/events", organizer(), "{").problem()).isEqualTo("/problems/malformed-request");
        assertThat(api.post("/events", organizer(), "x".repeat(1 << 21)).status())
                .isEqualTo(413);
        assertThat(api.put("/venues/x", organizer(), "{}").status()).isEqualTo(405);
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from catalog." + table)
                .query(Integer.class)
                .single();
    }
}
