package dev.boxoffice.event.listing;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static dev.boxoffice.event.EventApiClient.plan;
import static dev.boxoffice.event.EventApiClient.seated;
import static dev.boxoffice.event.EventApiClient.standing;
import static dev.boxoffice.event.EventApiClient.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.testkit.TestPostgres;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an organiser says of prices, and what of it is kept for those who have bought.
@EventServiceTest
class EventPricesTest {

    private static final String TYPES = """
            "priceTiers": [{"name": "Gold", "sections": ["Stalls"], "prices": [
                {"type": "Adult", "price": {"amount": 4500, "currency": "EUR"}},
                {"type": "Child", "price": {"amount": 2000, "currency": "EUR"}, "needs": "Adult", "maxPerBooking": 4}]},
              {"name": "Floor", "sections": ["Floor"], "price": {"amount": 2500, "currency": "EUR"}}],
            "fees": [{"name": "Service", "per": "TICKET", "amount": {"amount": 150, "currency": "EUR"}},
                     {"name": "Order", "per": "BOOKING", "percent": 2.50, "refundable": true}],
            "tax": {"name": "VAT", "percent": 19, "included": true},
            "refundPolicy": {"windows": [{"beforeStart": "PT24H", "percent": 50}, {"beforeStart": "PT168H", "percent": 100}]}
            """;

    @Autowired
    EventApiClient api;

    @Autowired
    JdbcClient jdbc;

    private String venue() {
        return api.venue(plan(seated("Stalls", 2, 10), standing("Floor", 50)));
    }

    @Test
    void types_fees_tax_and_refund_policy_are_read_back() {
        var event = api.draft(event(venue(), TYPES));
        var draft = api.get("/events/" + event, "Authorization", "Bearer " + organizer())
                .json();
        var gold = draft.get("priceTiers").get(0);
        assertThat(gold.get("price").get("amount").longValue()).isEqualTo(4500);
        assertThat(gold.get("prices").get(1).get("needs").stringValue()).isEqualTo("Adult");
        assertThat(gold.get("prices").get(1).get("maxPerBooking").intValue()).isEqualTo(4);
        assertThat(draft.get("priceTiers")
                        .get(1)
                        .get("prices")
                        .get(0)
                        .get("type")
                        .stringValue())
                .isEqualTo("Standard");
        assertThat(draft.get("fees").get(1).get("percent").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(draft.get("fees").get(0).get("refundable").booleanValue()).isFalse();
        assertThat(draft.get("tax").get("included").booleanValue()).isTrue();
        assertThat(draft.get("refundPolicy")
                        .get("windows")
                        .get(0)
                        .get("beforeStart")
                        .stringValue())
                .isEqualTo("PT168H");
    }

    @Test
    void what_was_read_can_be_written_back_unchanged() {
        var event = api.draft(event(venue(), TYPES));
        var read = api.get("/events/" + event, "Authorization", "Bearer " + organizer());
        var again = api.patch("/events/" + event, organizer(), read.etag(), """
                {"priceTiers": %s, "fees": %s, "tax": %s, "refundPolicy": %s}""".formatted(
                        read.json().get("priceTiers"),
                        read.json().get("fees"),
                        read.json().get("tax"),
                        read.json().get("refundPolicy")));
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.etag()).isEqualTo(read.etag());
    }

    static Stream<Arguments> badPrices() {
        return Stream.of(
                Arguments.of(type("Adult", 100, "") + "," + type("Adult", 100, ""), "priceTiers[0].prices[1].type"),
                Arguments.of(type("Child", 100, "\"needs\": \"Adult\""), "priceTiers[0].prices[0].needs"),
                Arguments.of(type("A", 100, "\"needs\": \"A\""), "priceTiers[0].prices[0].needs"),
                Arguments.of(
                        type("C", 100, "") + "," + type("A", 100, "\"needs\": \"B\"") + ","
                                + type("B", 100, "\"needs\": \"A\""),
                        "priceTiers[0].prices[1].needs"),
                Arguments.of(type("A", 100, "\"maxPerBooking\": 0"), "priceTiers[0].prices[0].maxPerBooking"),
                Arguments.of(type("A", 10, ""), "priceTiers[0].prices[0].price"),
                Arguments.of(
                        type("A", 100, "") + "," + type("B", 100, "").replace("EUR", "USD"),
                        "priceTiers[0].prices[1].price.currency"));
    }

    private static String type(String name, int amount, String more) {
        return "{\"type\": \"%s\", \"price\": {\"amount\": %d, \"currency\": \"EUR\"}%s}"
                .formatted(name, amount, more.isEmpty() ? "" : ", " + more);
    }

    @ParameterizedTest
    @MethodSource("badPrices")
    void types_that_make_no_sense_are_named(String types, String field) {
        var refused = api.post("/events", organizer(), event(venue(), """
                "priceTiers": [{"name": "Gold", "sections": ["Stalls"], "prices": [%s]}]""".formatted(types)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).contains(field);
    }

    static Stream<Arguments> badCharges() {
        return Stream.of(
                Arguments.of("\"fees\": [{\"name\": \"Service\", \"per\": \"TICKET\"}]", "fees[0]"),
                Arguments.of("\"fees\": [{\"name\": \"Service\", \"per\": \"SEAT\", \"percent\": 1}]", "fees[0].per"),
                Arguments.of(
                        "\"fees\": [{\"name\": \"S\", \"per\": \"TICKET\", \"amount\": {\"amount\": 1, \"currency\": \"USD\"}}]",
                        "fees[0].amount.currency"),
                Arguments.of(
                        "\"fees\": [{\"name\": \"S\", \"per\": \"TICKET\", \"percent\": 100.1}]", "fees[0].percent"),
                Arguments.of(
                        "\"fees\": [{\"name\": \"S\", \"per\": \"TICKET\", \"percent\": 1.0005}]", "fees[0].percent"),
                Arguments.of("\"tax\": {\"name\": \"VAT\", \"percent\": 19}", "tax.included"),
                Arguments.of(
                        "\"refundPolicy\": {\"windows\": [{\"beforeStart\": \"-PT1H\", \"percent\": 1}]}",
                        "refundPolicy.windows[0].beforeStart"),
                Arguments.of(
                        "\"refundPolicy\": {\"windows\": [{\"beforeStart\": \"PT1H\", \"percent\": 101}]}",
                        "refundPolicy.windows[0].percent"));
    }

    @ParameterizedTest
    @MethodSource("badCharges")
    void charges_that_make_no_sense_are_named(String charges, String field) {
        var refused = api.post("/events", organizer(), event(venue(), """
                "priceTiers": [{"name": "Gold", "sections": ["Stalls"], "price": {"amount": 500, "currency": "EUR"}}],
                """ + charges));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.fields()).contains(field);
    }

    @Test
    void each_edit_of_what_is_sold_by_is_a_version_of_its_own_and_none_is_changed() {
        var event = published();
        var first = document(event, 1);
        assertThat(first.get("tiers").get(0).get("prices").get(1).get("amount").longValue())
                .isEqualTo(2000);
        assertThat(first.get("refundPolicy")
                        .get("windows")
                        .get(1)
                        .get("beforeStart")
                        .stringValue())
                .isEqualTo("PT24H");

        var dearer = api.put("/events/" + event + "/prices", organizer(), """
                {"priceTiers": [{"name": "Gold", "prices": [%s]}]}""".formatted(type("Adult", 4900, "")));
        assertThat(dearer.status()).as(dearer.text()).isEqualTo(200);
        assertThat(dearer.json()
                        .get("sections")
                        .get(0)
                        .get("price")
                        .get("amount")
                        .longValue())
                .isEqualTo(4900);
        assertThat(dearer.json().get("fees")).hasSize(2);
        assertThat(document(event, 1)).isEqualTo(first);
        assertThat(document(event, 2).get("tiers").get(0).get("prices")).hasSize(1);

        var kinder = api.patch("/events/" + event, organizer(), dearer.etag(), "{\"refundPolicy\": null}");
        assertThat(kinder.status()).as(kinder.text()).isEqualTo(200);
        assertThat(document(event, 3).get("refundPolicy").get("windows")).hasSize(1);
        assertThat(document(event, 1)).isEqualTo(first);
    }

    @Test
    void words_that_change_make_no_new_version() {
        var event = published();
        var etag = api.get("/events/" + event).etag();
        api.patch("/events/" + event, organizer(), etag, "{\"description\": \"New support act\"}");
        assertThat(versions(event)).isEqualTo(1);
    }

    @Test
    void new_prices_are_for_the_events_own_tiers_and_its_own_organiser() {
        var event = published();
        var path = "/events/" + event + "/prices";
        var body = "{\"priceTiers\": [{\"name\": \"Gold\", \"price\": {\"amount\": 900, \"currency\": \"EUR\"}}]}";
        assertThat(api.put(path, token("mallory", "organizer"), body).status()).isEqualTo(403);
        assertThat(api.put(path, token("bob", "buyer"), body).status()).isEqualTo(403);
        assertThat(api.put(path, organizer(), body, "If-Match", "\"v99\"").status())
                .isEqualTo(412);
        assertThat(api.put(path, organizer(), body.replace("Gold", "Silver")).fields())
                .containsExactly("priceTiers[0].name");
        assertThat(api.put(path, organizer(), body.replace("EUR", "USD")).fields())
                .containsExactly("priceTiers[0].price.currency");
        assertThat(api.put(path, organizer(), "{}").fields()).containsExactly("priceTiers");
        assertThat(api.put("/events/" + UUID.randomUUID() + "/prices", organizer(), body)
                        .status())
                .isEqualTo(404);
        assertThat(versions(event)).isEqualTo(1);
        api.post("/events/" + event + "/cancellation", organizer(), "");
        assertThat(api.put(path, organizer(), body).problem()).isEqualTo("/problems/event-cancelled");
    }

    @Test
    void codes_are_given_out_listed_and_taken_back() {
        var event = published();
        var path = "/events/" + event + "/codes";
        var given = api.post(path, organizer(), """
                {"kind": "ACCESS", "code": "Early-27", "validFrom": "2037-01-01T00:00:00Z", "uses": 5}""");
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        var made = api.post(path, organizer(), """
                {"kind": "DISCOUNT", "count": 500, "percent": 10, "uses": 1, "priceTypes": ["Adult"]}""");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json()
                        .get("codes")
                        .valueStream()
                        .map(code -> code.get("code").stringValue()))
                .doesNotHaveDuplicates()
                .hasSize(500)
                .allMatch(code -> code.matches("[A-Z2-9]{10}"));
        assertThat(api.post(path, organizer(), "{\"kind\": \"DISCOUNT\", \"code\": \"EARLY-27\", \"percent\": 5}")
                        .fields())
                .containsExactly("code");
        var bearer = new String[] {"Authorization", "Bearer " + organizer()};
        var listed = api.get(path + "?size=3", bearer);
        assertThat(listed.json().get("page").get("totalElements").intValue()).isEqualTo(501);
        assertThat(listed.json().get("codes").get(0).get("code").stringValue()).isEqualTo("Early-27");

        assertThat(delete(path + "/early-27").status()).isEqualTo(204);
        assertThat(delete(path + "/early-27").status()).isEqualTo(404);
        assertThat(api.get(path, bearer).json().get("page").get("totalElements").intValue())
                .isEqualTo(500);
        assertThat(api.post(path, organizer(), "{\"kind\": \"ACCESS\", \"code\": \"EARLY-27\"}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "12.50, 12.5", "100.000, 100"})
    void a_percentage_is_the_same_number_when_it_is_given_and_when_it_is_listed(String percent, String number) {
        var path = "/events/" + published() + "/codes";
        var given = api.post(
                path, organizer(), "{\"kind\": \"DISCOUNT\", \"code\": \"SAME\", \"percent\": " + percent + "}");
        var listed = api.get(path, "Authorization", "Bearer " + organizer());
        assertThat(given.text()).contains("\"percent\":" + number + ",");
        assertThat(listed.text()).contains("\"percent\":" + number + ",");
    }

    @Test
    void a_code_says_how_often_it_was_used() {
        var event = published();
        var path = "/events/" + event + "/codes";
        api.post(path, organizer(), "{\"kind\": \"DISCOUNT\", \"code\": \"USED\", \"percent\": 10}");
        api.post(path, organizer(), "{\"kind\": \"DISCOUNT\", \"code\": \"UNUSED\", \"percent\": 10}");
        TestPostgres.shared().migrate("booking");
        var jdbc = JdbcClient.create(TestPostgres.shared().superuser());
        for (var status : List.of("CONFIRMED", "PROCESSING", "CANCELLED", "PAYMENT_FAILED")) {
            jdbc.sql("""
                            insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency, status,
                                code_number, created_at, updated_at)
                            values (?::uuid, uuidv7(), 'alice', gen_random_uuid()::text, '{1}', '{4500}', 1, 4500, 'EUR', ?, 1, now(), now())
                            """).params(event, status).update();
        }
        var codes =
                api.get(path, "Authorization", "Bearer " + organizer()).json().get("codes");
        assertThat(codes.get(0).get("used").intValue()).isEqualTo(2);
        assertThat(codes.get(1).get("used").intValue()).isZero();
    }

    private EventApiClient.Answer delete(String path) {
        return api.send(
                api.request(path, "Authorization", "Bearer " + organizer()).DELETE());
    }

    static Stream<Arguments> badCodes() {
        return Stream.of(
                Arguments.of("{\"kind\": \"DISCOUNT\", \"percent\": 10}", "code"),
                Arguments.of("{\"kind\": \"DISCOUNT\", \"code\": \"ABC\", \"count\": 2, \"percent\": 10}", "code"),
                Arguments.of("{\"kind\": \"DISCOUNT\", \"code\": \"ABC\"}", "percent"),
                Arguments.of("{\"kind\": \"ACCESS\", \"code\": \"ABC\", \"sections\": [\"Roof\"]}", "sections[0]"),
                Arguments.of("{\"kind\": \"ACCESS\", \"code\": \"ABC\", \"priceTypes\": [\"Dog\"]}", "priceTypes[0]"),
                Arguments.of("{\"kind\": \"ACCESS\", \"code\": \"A B\"}", "code"),
                Arguments.of("{\"kind\": \"ACCESS\", \"code\": \"ABC\", \"uses\": 0}", "uses"),
                Arguments.of(
                        "{\"kind\": \"DISCOUNT\", \"code\": \"ABC\", \"amount\": {\"amount\": 5, \"currency\": \"USD\"}}",
                        "amount.currency"));
    }

    @ParameterizedTest
    @MethodSource("badCodes")
    void codes_that_make_no_sense_are_named(String body, String field) {
        var refused = api.post("/events/" + published() + "/codes", organizer(), body);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.fields()).contains(field);
    }

    @Test
    void codes_are_their_organisers_alone() {
        var event = published();
        var body = "{\"kind\": \"ACCESS\", \"code\": \"ABC\"}";
        for (var status : List.of(
                api.post("/events/" + event + "/codes", token("mallory", "organizer"), body)
                        .status(),
                api.post("/events/" + event + "/codes", token("bob", "buyer"), body)
                        .status(),
                api.get("/events/" + event + "/codes", "Authorization", "Bearer " + token("mallory", "organizer"))
                        .status(),
                api.get("/events/" + event + "/codes", "Authorization", "Bearer " + token("bob", "buyer"))
                        .status())) {
            assertThat(status).isEqualTo(403);
        }
        assertThat(api.get("/events/" + event + "/codes").status()).isEqualTo(401);
    }

    private String published() {
        var event = api.draft(event(venue(), TYPES));
        var answer = api.post("/events/" + event + "/publication", organizer(), "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return event;
    }

    private JsonNode document(String event, int version) {
        return JsonMapper.shared()
                .readTree(jdbc.sql(
                                "select document::text from catalog.event_pricing where event_id = ?::uuid and version = ?")
                        .params(event, version)
                        .query(String.class)
                        .single());
    }

    private int versions(String event) {
        return jdbc.sql("select count(*) from catalog.event_pricing where event_id = ?::uuid")
                .param(event)
                .query(Integer.class)
                .single();
    }
}
