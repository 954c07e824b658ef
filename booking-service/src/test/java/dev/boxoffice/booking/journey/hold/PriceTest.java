package dev.boxoffice.booking.journey.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.platform.money.StripeCurrency;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/// Types, fees, taxes and codes from the quote to Stripe.
@TestPropertySource(properties = "boxoffice.codes.refresh=50ms")
class PriceTest extends BookingServiceTest {

    private static final String CARD = "pm_card_visa";

    private BookingTestEvent family() {
        return concert()
                .seated("Stalls", 4, 10, 4500)
                .type("Stalls", "Adult", 4500, null, null)
                .type("Stalls", "Child", 2005, "Adult", 2)
                .fees(List.of(
                        Map.of("name", "Service", "per", "TICKET", "amount", 150, "refundable", false),
                        Map.of("name", "Order", "per", "BOOKING", "percent", 2.5, "refundable", false)))
                .tax("VAT", 19, true);
    }

    @Test
    void two_adults_and_a_child_cost_the_same_in_quote_hold_booking_and_at_stripe() {
        var concert = family().open().code("SUMMER", "DISCOUNT", Map.of("percent", 10));
        var wish = new HashMap<String, Object>(
                Map.of("eventId", concert.id(), "priceTypes", Map.of("Adult", 2, "Child", 1), "code", "summer"));
        var alice = buyer("price-alice");
        var quote = alice.post("/events/" + concert.id() + "/quotes", wish);
        assertThat(quote.status()).as(quote.toString()).isEqualTo(200);
        assertThat(concert.count("AVAILABLE")).isEqualTo(40);

        var hold = alice.post("/booking/reserve", wish);
        assertThat(hold.status()).as(hold.toString()).isEqualTo(201);
        assertThat(hold.body().get("total")).isEqualTo(quote.body().get("total"));
        assertThat(hold.body().get("total").get("amount").longValue()).isEqualTo(10_601);
        assertThat(alice.get("/booking/holds/" + hold.text("holdId")).body().get("lines"))
                .isEqualTo(hold.body().get("lines"));

        var booking = alice.buy(hold.text("holdId"), CARD);
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        assertThat(booking.body().get("lines")).isEqualTo(hold.body().get("lines"));
        assertLinesAddUp(booking);
        assertThat(captured(booking)).isEqualTo(10_601);
        promisesAreKept(concert);
    }

    /// The sum of lines is the total is what Stripe has captured, whatever is combined.
    @ParameterizedTest
    @CsvSource({"EUR,1,1", "JPY,1,2", "KWD,10,3", "ISK,1,4", "HUF,1,5"})
    void lines_add_up_to_what_stripe_captures(String currency, int step, long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 3; round++) {
            var base = currency.equals("HUF") || currency.equals("KWD") ? 20_000 : 900;
            var concert = concert()
                    .currency(currency)
                    .seated("Stalls", 2, 10, 0)
                    .type("Stalls", "Adult", (base + random.nextInt(5_000)) * (long) step, null, null)
                    .type("Stalls", "Child", (base + random.nextInt(900)) * (long) step, "Adult", null)
                    .fees(List.of(
                            Map.of(
                                    "name",
                                    "A",
                                    "per",
                                    "TICKET",
                                    "percent",
                                    random.nextInt(9_999) / 1000.0,
                                    "refundable",
                                    true),
                            Map.of(
                                    "name",
                                    "B",
                                    "per",
                                    "BOOKING",
                                    "amount",
                                    random.nextInt(300) * step,
                                    "refundable",
                                    false),
                            Map.of(
                                    "name",
                                    "C",
                                    "per",
                                    "BOOKING",
                                    "percent",
                                    random.nextInt(9_999) / 1000.0,
                                    "refundable",
                                    true)))
                    .tax("VAT", random.nextInt(25_000) / 1000.0, random.nextBoolean())
                    .open()
                    .code(
                            "SUMMER",
                            "DISCOUNT",
                            random.nextBoolean()
                                    ? Map.of("percent", random.nextInt(1, 40))
                                    : Map.of("amount", (long) random.nextInt(1, 900) * step, "currency", currency));
            var alice = buyer("sums-" + currency + round);
            var hold = alice.post(
                    "/booking/reserve",
                    Map.of(
                            "tickets",
                            List.of(
                                    Map.of("ticketId", concert.ticket(3), "priceType", "Child"),
                                    Map.of("ticketId", concert.ticket(1)),
                                    Map.of("ticketId", concert.ticket(2), "priceType", "Adult")),
                            "code",
                            "SUMMER"));
            assertThat(hold.status()).as(hold.toString()).isEqualTo(201);
            var booking = alice.buy(hold.text("holdId"), CARD);
            assertThat(booking.text("status")).as(booking.toString()).isEqualTo("CONFIRMED");
            assertLinesAddUp(booking);
            promisesAreKept(concert);
        }
    }

    @Test
    void a_price_edited_between_hold_and_confirm_changes_nothing() {
        var concert = family().open().code("SUMMER", "DISCOUNT", Map.of("percent", 10));
        var alice = buyer("early-alice");
        var hold = reserve(alice, concert, Map.of("code", "SUMMER", "priceTypes", Map.of("Adult", 1, "Child", 1)));
        concert.fees(List.of()).reprice(9900);
        concert.deleteCode("SUMMER");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var now = buyer("later").post("/events/" + concert.id() + "/quotes", Map.of("quantity", 1));
            assertThat(now.body().get("total").get("amount").longValue()).isEqualTo(9900);
        });
        assertThat(alice.get("/booking/holds/" + hold.text("holdId")).body().get("lines"))
                .isEqualTo(hold.body().get("lines"));
        var booking = alice.buy(hold.text("holdId"), CARD);
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        assertThat(booking.body().get("lines")).isEqualTo(hold.body().get("lines"));
        concert.reprice(12_000);
        assertThat(alice.get("/bookings/" + booking.text("bookingId")).body().get("lines"))
                .isEqualTo(hold.body().get("lines"));
        promisesAreKept(concert);
    }

    @Test
    void a_repeated_reserve_gets_its_first_price_though_prices_have_changed() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var alice = buyer("repeating").with("Idempotency-Key", "once-" + concert.id());
        var first = alice.reserve(concert.ticket(0));
        concert.reprice(9900);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(buyer("later")
                                .post("/events/" + concert.id() + "/quotes", Map.of("quantity", 1))
                                .body()
                                .get("total")
                                .get("amount")
                                .longValue())
                        .isEqualTo(9900));
        var again = alice.reserve(concert.ticket(0));
        assertThat(again.body().get("total")).isEqualTo(first.body().get("total"));
        assertThat(again.text("holdId")).isEqualTo(first.text("holdId"));
    }

    @Test
    void a_child_comes_with_an_adult_and_not_in_crowds() {
        var concert = family().open();
        var alice = buyer("parent");
        refuse(alice, concert, Map.of("Child", 1), "priceTypes.Child");
        refuse(alice, concert, Map.of("Adult", 1, "Child", 3), "priceTypes.Child");
        refuse(alice, concert, Map.of("Adult", 1, "Dog", 1), "priceTypes.Dog");
        var alone = alice.post(
                "/booking/reserve",
                Map.of("tickets", List.of(Map.of("ticketId", concert.ticket(0), "priceType", "Child"))));
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.toString()).contains("tickets[0].priceType");
        assertThat(concert.count("AVAILABLE")).isEqualTo(40);
    }

    private void refuse(BookingTestClient buyer, BookingTestEvent concert, Map<String, Integer> types, String field) {
        var refused = buyer.post("/booking/reserve", Map.of("eventId", concert.id(), "priceTypes", types));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.body().get("errors").get(0).get("field").stringValue())
                .isEqualTo(field);
    }

    @Test
    void what_a_code_makes_free_never_reaches_stripe() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open().code("GUEST", "DISCOUNT", Map.of("percent", 100));
        var alice = buyer("guest");
        var booking = alice.buy(
                reserve(alice, concert, Map.of("code", "GUEST", "quantity", 2)).text("holdId"), CARD);
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        assertThat(booking.body().get("total").get("amount").longValue()).isZero();
        assertThat(STRIPE.captured("booking_id", booking.text("bookingId"))).isZero();
        promisesAreKept(concert);
    }

    @Test
    void a_total_that_a_discount_makes_too_small_for_a_card_is_refused_before_it_is_held() {
        var concert = concert().seated("Stalls", 1, 4, 100).open().code("MUCH", "DISCOUNT", Map.of("percent", 90));
        var wish = Map.of("ticketId", concert.ticket(0), "code", "MUCH");
        for (var path : List.of("/booking/reserve", "/events/" + concert.id() + "/quotes")) {
            var refused = buyer("small").post(path, wish);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.problem()).isEqualTo("amount-not-chargeable");
        }
    }

    @Test
    void one_of_fifty_confirms_at_once_has_a_single_use_code() {
        var concert = concert().seated("Stalls", 5, 20, 4500).open().code("ONCE", "DISCOUNT", once());
        var holds = IntStream.range(0, 50)
                .mapToObj(i -> reserve(buyer("crowd-" + i), "ticketId", concert.ticket(i), "ONCE"))
                .toList();
        var confirmed = together(IntStream.range(0, 50)
                .<Callable<BookingTestResponse>>mapToObj(
                        i -> () -> buyer("crowd-" + i).buy(holds.get(i).text("holdId"), CARD))
                .toList());
        assertThat(confirmed.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        confirmed.stream().filter(answer -> answer.status() != 200).forEach(answer -> refused(answer, "USED_UP"));
        assertThat(concert.count("BOOKED")).isEqualTo(1);
        promisesAreKept(concert);
    }

    private static Map<String, Object> once() {
        return Map.of("percent", 10, "uses", 1);
    }

    @Test
    void a_single_use_code_is_refused_the_second_time_and_works_again_once_given_back() {
        var concert = concert().seated("Stalls", 2, 10, 4500).open().code("ONCE", "DISCOUNT", once());
        var alice = buyer("first");
        var booking =
                alice.buy(reserve(alice, "ticketId", concert.ticket(0), "ONCE").text("holdId"), CARD);
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        var bob = buyer("second");
        refused(bob.post("/booking/reserve", Map.of("ticketId", concert.ticket(1), "code", "ONCE")), "USED_UP");
        assertThat(usesShown(concert)).isEqualTo(1);

        alice.post("/bookings/" + booking.text("bookingId") + "/cancellation", Map.of());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                bob.post("/booking/reserve", Map.of("ticketId", concert.ticket(2), "code", "ONCE"))
                                        .status())
                        .isEqualTo(201));
        awaitStatus(alice, booking.text("bookingId"), "REFUNDED");
        assertThat(usesShown(concert)).isZero();
        promisesAreKept(concert);
    }

    /// What event-service shows organisers beside the code.
    private long usesShown(BookingTestEvent concert) {
        return sql().sql("select coalesce(max(used), 0) from booking.code_standing where event_id = ?")
                .param(concert.id())
                .query(Long.class)
                .single();
    }

    @Test
    void a_code_tried_with_a_declined_card_works_with_the_next() {
        var concert = concert().seated("Stalls", 2, 10, 4500).open().code("ONCE", "DISCOUNT", once());
        var alice = buyer("declined");
        var hold = reserve(alice, "ticketId", concert.ticket(0), "ONCE").text("holdId");
        assertThat(alice.buy(hold, "pm_card_chargeDeclined").text("status")).isEqualTo("PAYMENT_FAILED");
        var booking = alice.buy(hold, CARD);
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        assertThat(booking.body().get("total").get("amount").longValue()).isEqualTo(4050);
        promisesAreKept(concert);
    }

    @Test
    void a_declined_holders_code_may_be_gone_when_they_come_back() {
        var concert = concert().seated("Stalls", 2, 10, 4500).open().code("ONCE", "DISCOUNT", once());
        var alice = buyer("slow");
        var bob = buyer("quick");
        var hold = reserve(alice, "ticketId", concert.ticket(0), "ONCE").text("holdId");
        var other = reserve(bob, "ticketId", concert.ticket(1), "ONCE").text("holdId");
        alice.buy(hold, "pm_card_chargeDeclined");
        assertThat(bob.buy(other, CARD).text("status")).isEqualTo("CONFIRMED");
        refused(alice.buy(hold, CARD), "USED_UP");
        promisesAreKept(concert);
    }

    @Test
    void a_limit_a_customer_counts_each_customer() {
        var concert = concert()
                .seated("Stalls", 2, 10, 4500)
                .open()
                .code("EACH", "DISCOUNT", Map.of("percent", 10, "uses_per_customer", 1));
        var alice = buyer("each-alice");
        alice.buy(reserve(alice, "ticketId", concert.ticket(0), "EACH").text("holdId"), CARD);
        refused(alice.post("/booking/reserve", Map.of("ticketId", concert.ticket(1), "code", "EACH")), "USED_UP");
        var bob = buyer("each-bob");
        assertThat(bob.buy(reserve(bob, "ticketId", concert.ticket(2), "EACH").text("holdId"), CARD)
                        .text("status"))
                .isEqualTo("CONFIRMED");
    }

    @Test
    void codes_are_refused_with_the_reason() {
        var now = Instant.now();
        var concert = concert()
                .seated("Stalls", 1, 10, 4500)
                .seated("Balcony", 1, 10, 2500)
                .open()
                .code("SOON", "DISCOUNT", Map.of("percent", 10, "valid_from", now.plusSeconds(3600)))
                .code("LATE", "DISCOUNT", Map.of("percent", 10, "valid_until", now.minusSeconds(1)))
                .code("BALCONY", "DISCOUNT", Map.of("percent", 10, "sections", new String[] {"Balcony"}));
        var reasons = Map.of("SOON", "NOT_YET", "LATE", "EXPIRED", "BALCONY", "NOT_FOR_THESE", "NONE", "UNKNOWN");
        reasons.forEach((code, reason) -> {
            var wish = Map.of("ticketId", concert.ticket(0), "code", code);
            refused(buyer("reasons").post("/booking/reserve", wish), reason);
            refused(buyer("reasons").post("/events/" + concert.id() + "/quotes", wish), reason);
        });
        assertThat(buyer("reasons")
                        .post("/booking/reserve", Map.of("ticketId", concert.ticket(12), "code", "BALCONY"))
                        .body()
                        .get("total")
                        .get("amount")
                        .longValue())
                .isEqualTo(2250);
    }

    @Test
    void an_access_code_opens_the_sale_to_its_holders_from_its_window_on() {
        var now = Instant.now();
        var concert = concert()
                .seated("Stalls", 1, 10, 4500)
                .sales(now.plusSeconds(3600), null)
                .open()
                .code("EARLY", "ACCESS", Map.of("valid_from", now.minusSeconds(60)))
                .code("LATER", "ACCESS", Map.of("valid_from", now.plusSeconds(60)))
                .code("CHEAP", "DISCOUNT", Map.of("percent", 10));
        var alice = buyer("access");
        assertThat(alice.reserve(concert.ticket(0)).problem()).isEqualTo("not-on-sale");
        refused(alice.post("/booking/reserve", Map.of("ticketId", concert.ticket(0), "code", "LATER")), "NOT_YET");
        assertThat(alice.post("/booking/reserve", Map.of("ticketId", concert.ticket(0), "code", "CHEAP"))
                        .problem())
                .isEqualTo("not-on-sale");
        var booking =
                alice.buy(reserve(alice, "ticketId", concert.ticket(0), "early").text("holdId"), CARD);
        assertThat(booking.text("status")).isEqualTo("CONFIRMED");
        promisesAreKept(concert);
    }

    @Test
    void guessing_codes_is_slowed_down_also_for_the_right_one() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open().code("RIGHT", "DISCOUNT", Map.of("percent", 10));
        var mallory = buyer("guesser");
        for (var i = 0; i < 10; i++) {
            var path = i % 2 == 0 ? "/booking/reserve" : "/events/" + concert.id() + "/quotes";
            refused(mallory.post(path, Map.of("ticketId", concert.ticket(0), "code", "WRONG" + i)), "UNKNOWN");
        }
        for (var path : List.of("/booking/reserve", "/events/" + concert.id() + "/quotes")) {
            var stopped = mallory.post(path, Map.of("ticketId", concert.ticket(0), "code", "RIGHT"));
            assertThat(stopped.status()).as(stopped.toString()).isEqualTo(429);
            assertThat(stopped.header("Retry-After")).isNotNull();
        }
        assertThat(mallory.reserve(concert.ticket(0)).status()).isEqualTo(201);
        assertThat(buyer("honest")
                        .post("/booking/reserve", Map.of("ticketId", concert.ticket(1), "code", "RIGHT"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_quote_needs_no_name_but_a_code_does() {
        var concert = concert().seated("Stalls", 1, 10, 4500).open();
        var anonymous = BookingTestClient.anonymous(base());
        var path = "/events/" + concert.id() + "/quotes";
        assertThat(anonymous
                        .post(path, Map.of("quantity", 2))
                        .body()
                        .get("total")
                        .get("amount")
                        .longValue())
                .isEqualTo(9000);
        assertThat(anonymous.post(path, Map.of("quantity", 2, "code", "ANY")).status())
                .isEqualTo(401);
        var other = concert().seated("Stalls", 1, 10, 4500).open();
        assertThat(anonymous.post(path, Map.of("ticketId", other.ticket(0))).status())
                .isEqualTo(404);
        assertThat(anonymous.post(path, Map.of("quantity", 11)).status()).isEqualTo(422);
    }

    private BookingTestResponse reserve(BookingTestClient buyer, String form, String value, String code) {
        var hold = buyer.post("/booking/reserve", Map.of(form, value, "code", code));
        assertThat(hold.status()).as(hold.toString()).isEqualTo(201);
        return hold;
    }

    private BookingTestResponse reserve(BookingTestClient buyer, BookingTestEvent concert, Map<String, ?> wish) {
        var body = new HashMap<String, Object>(wish);
        body.put("eventId", concert.id());
        var hold = buyer.post("/booking/reserve", body);
        assertThat(hold.status()).as(hold.toString()).isEqualTo(201);
        return hold;
    }

    private static void refused(BookingTestResponse answer, String reason) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("code-refused");
        assertThat(answer.text("reason")).isEqualTo(reason);
    }

    private void assertLinesAddUp(BookingTestResponse booking) {
        var amounts = new ArrayList<Long>();
        booking.body().get("lines").forEach(line -> {
            if (!line.get("included").booleanValue()) {
                amounts.add(line.get("amount").get("amount").longValue());
            }
        });
        var total = booking.body().get("total").get("amount").longValue();
        assertThat(amounts.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
        assertThat(captured(booking)).isEqualTo(total);
    }

    /// In minor units of ISO 4217, as Stripe itself says.
    private long captured(BookingTestResponse booking) {
        var intent = sql().sql("select payment_intent_id from booking.booking where id = ?::uuid")
                .param(booking.text("bookingId"))
                .query(String.class)
                .single();
        var payment = BookingTestResponse.JSON.readTree(stripe("/v1/payment_intents/" + intent));
        return StripeCurrency.moneyOf(
                        payment.get("amount_received").longValue(),
                        payment.get("currency").stringValue())
                .amount();
    }

    private static String stripe(String path) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(STRIPE.baseUrl() + path))
                    .header("Authorization", "Bearer " + STRIPE.secretKey())
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException unanswered) {
            throw new AssertionError(unanswered);
        }
    }
}
