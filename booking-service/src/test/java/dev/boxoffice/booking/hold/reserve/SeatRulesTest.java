package dev.boxoffice.booking.hold.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// B4: accessible and companions' seats are for who needs them; what a buyer picks may leave nobody's seat
/// alone.
class SeatRulesTest extends BookingServiceTest {

    /// Two rows of eight: 4 (with its companion 5) and 12 are accessible.
    private BookingTestEvent hall() {
        return concert()
                .seated("Stalls", 2, 8, 4500)
                .mark(4, "accessible", true)
                .mark(5, "companionOf", "5")
                .mark(12, "accessible", true)
                .limits(20, 20)
                .open();
    }

    private BookingTestResponse best(String buyer, BookingTestEvent event, Map<String, Object> wanted) {
        var body = new HashMap<String, Object>(wanted);
        body.put("eventId", event.id().toString());
        return buyer(buyer).post("/booking/reserve", body);
    }

    private static List<Integer> ordinals(BookingTestResponse hold) {
        assertThat(hold.status()).as(hold.body().toString()).isEqualTo(201);
        return hold.body()
                .path("tickets")
                .valueStream()
                .map(ticket -> Integer.valueOf(ticket.path("id").asString().replaceAll(".*\\.", "")))
                .toList();
    }

    private static List<String> fields(BookingTestResponse answer) {
        return answer.body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    private static List<String> seats(BookingTestResponse answer) {
        return answer.body()
                .path("seats")
                .valueStream()
                .map(seat -> seat.asString())
                .toList();
    }

    @Test
    void an_accessible_seat_comes_with_its_companion_beside_it() {
        var hall = hall();
        assertThat(ordinals(best("a", hall, Map.of("quantity", 2, "accessible", 1))))
                .containsExactly(4, 5);
        assertThat(ordinals(best("b", hall, Map.of("quantity", 1, "accessible", 1))))
                .containsExactly(12);
        var none = best("c", hall, Map.of("quantity", 1, "accessible", 1));
        assertThat(none.text("type")).isEqualTo("/problems/sold-out");
    }

    @Test
    void two_wheelchairs_in_different_rows_are_better_than_none() {
        assertThat(ordinals(best("a", hall(), Map.of("quantity", 3, "accessible", 2))))
                .containsExactly(4, 5, 12);
    }

    @Test
    void others_get_kept_seats_only_once_too_few_others_are_left() {
        var hall = hall();
        assertThat(ordinals(best("a", hall, Map.of("quantity", 4)))).containsExactly(0, 1, 2, 3);
        assertThat(ordinals(best("b", hall, Map.of("quantity", 5)))).doesNotContain(4, 5, 12);
        assertThat(ordinals(best("c", hall, Map.of("quantity", 4)))).doesNotContain(4, 5, 12);
        assertThat(ordinals(best("d", hall, Map.of("quantity", 3)))).containsExactly(4, 5, 12);
    }

    @Test
    void a_quote_prices_accessible_seats_too() {
        var hall = hall();
        var quote = buyer("a").post("/events/" + hall.id() + "/quotes", Map.of("quantity", 2, "accessible", 2));
        assertThat(quote.body().path("lines").path(1).path("ticketId").asString())
                .isEqualTo(hall.ticket(12));
    }

    @Test
    void more_accessible_seats_than_seats_are_refused() {
        var hall = hall();
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("quantity", 1, "accessible", 2), Map.of("quantity", 1, "accessible", -1))) {
            assertThat(fields(best("a", hall, wrong))).containsExactly("accessible");
        }
        var named = buyer("a").post("/booking/reserve", Map.of("ticketId", hall.ticket(4), "accessible", 1));
        assertThat(fields(named)).containsExactly("accessible");
        assertThat(buyer("a").reserve(hall.ticket(4)).status()).isEqualTo(201);
    }

    /// B4: whoever sells at the box office asks for them in the same words.
    @Test
    void the_box_office_sells_accessible_seats_with_their_companions() {
        var hall = hall();
        var sold = sale(hall, Map.of("quantity", 2, "accessible", 1, "payment", "CASH"));
        assertThat(ordinals(sold)).containsExactly(4, 5);
        assertThat(fields(sale(hall, Map.of("quantity", 1, "accessible", 2, "payment", "CASH"))))
                .containsExactly("accessible");
        var named = Map.of("ticketIds", List.of(hall.ticket(12)), "accessible", 1, "payment", "CASH");
        assertThat(fields(sale(hall, named))).containsExactly("accessible");
        assertThat(ordinals(sale(hall, Map.of("quantity", 1, "payment", "COMP"))))
                .doesNotContain(12);
    }

    private BookingTestResponse sale(BookingTestEvent event, Map<String, Object> wanted) {
        return BookingTestClient.of(base(), "olivia", "organizer")
                .post("/events/" + event.id() + "/box-office-sales", wanted);
    }

    @Test
    void a_pick_that_leaves_a_single_seat_is_refused_and_names_it() {
        var event = concert().seated("Stalls", 2, 8, 4500).orphanRule("REFUSE").open();
        var refused = buyer("a").reserve(event.ticket(1), event.ticket(2));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/leaves-single-seat");
        assertThat(seats(refused)).containsExactly(event.ticket(0));
        assertThat(seats(buyer("a").reserve(event.ticket(2), event.ticket(4), event.ticket(6))))
                .containsExactly(event.ticket(3), event.ticket(5), event.ticket(7));
        assertThat(buyer("a").reserve(event.ticket(2), event.ticket(3)).status())
                .as("nothing was held before")
                .isEqualTo(201);
        assertThat(seats(buyer("b").reserve(event.ticket(5))))
                .as("between seats that others hold")
                .containsExactly(event.ticket(4));
        assertThat(buyer("b").reserve(event.ticket(8)).status())
                .as("the row behind is another stretch")
                .isEqualTo(201);
    }

    @Test
    void a_block_that_leaves_one_seat_wherever_it_is_put_is_let_through() {
        var event = concert().seated("Stalls", 1, 3, 4500).orphanRule("REFUSE").open();
        assertThat(seats(buyer("a").reserve(event.ticket(1)))).hasSize(2);
        assertThat(buyer("a").reserve(event.ticket(0), event.ticket(1)).status())
                .isEqualTo(201);
    }

    @Test
    void a_warning_comes_with_the_hold_and_again_with_its_repetition() {
        var event = concert().seated("Stalls", 1, 8, 4500).orphanRule("WARN").open();
        var careful = buyer("a").with("Idempotency-Key", "warn-" + event.id());
        for (var i = 0; i < 2; i++) {
            var held = careful.reserve(event.ticket(1), event.ticket(2));
            assertThat(held.status()).isEqualTo(201);
            var warning = held.body().path("warnings").path(0);
            assertThat(warning.path("type").asString()).isEqualTo("/problems/leaves-single-seat");
            assertThat(warning.path("seats").path(0).asString()).isEqualTo(event.ticket(0));
            assertThat(ordinals(held)).containsExactly(1, 2);
        }
        assertThat(buyer("b").reserve(event.ticket(3)).body().has("warnings")).isFalse();
    }

    @Test
    void without_the_rule_any_pick_is_taken_and_nothing_is_said() {
        var event = concert().seated("Stalls", 1, 8, 4500).open();
        var held = buyer("a").reserve(event.ticket(1));
        assertThat(held.status()).isEqualTo(201);
        assertThat(held.body().has("warnings")).isFalse();
    }
}
