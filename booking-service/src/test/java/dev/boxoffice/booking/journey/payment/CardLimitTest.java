package dev.boxoffice.booking.journey.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.standalone.stripe.fault.StripeFaults;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// D5: how many cards a hold and a buyer may try.
class CardLimitTest extends PaymentJourney {

    private static final String DECLINED = "pm_card_chargeDeclined";

    private static void decline(BookingTestClient buyer, String hold, int cards) {
        for (var card = 0; card < cards; card++) {
            assertThat(buyer.buy(hold, DECLINED).text("status")).isEqualTo("PAYMENT_FAILED");
        }
    }

    private long cardsTried(BookingTestEvent concert) {
        return sql().sql("select sum(attempt) from booking.booking where event_id = ?")
                .param(concert.id())
                .query(Long.class)
                .single();
    }

    /// D5: a hold is no place to try out stolen cards.
    @Test
    void five_declined_cards_end_the_hold_and_the_last_say_little() {
        var concert = hall();
        var eve = buyer("eve-" + concert.id());
        var hold = held(eve, concert.ticket(0));
        var codes = IntStream.range(0, 5)
                .mapToObj(_ ->
                        eve.buy(hold, "pm_card_chargeDeclinedInsufficientFunds").text("failureCode"))
                .toList();
        assertThat(codes)
                .containsExactly(
                        "insufficient_funds",
                        "insufficient_funds",
                        "insufficient_funds",
                        "card_declined",
                        "card_declined");
        refused(eve.buy(hold, "pm_card_visa"), 429, "too-many-attempts");
        awaitHeld(buyer("bob"), concert.ticket(0));
        refused(eve.buy(hold, "pm_card_visa"), 429, "too-many-attempts");
        promisesAreKept(concert);
    }

    /// D5: nor are many holds.
    @Test
    void twenty_declined_cards_of_a_buyer_end_the_hour() {
        var concert = hall();
        var eve = buyer("eve-" + concert.id());
        for (var seat = 0; seat < 4; seat++) {
            decline(eve, held(eve, concert.ticket(seat)), 5);
        }
        var hold = held(eve, concert.ticket(5));
        var slowed = eve.buy(hold, "pm_card_visa");
        refused(slowed, 429, "too-many-attempts");
        assertThat(slowed.header("Retry-After")).isNotEmpty();
        awaitHeld(buyer("bob"), concert.ticket(5));
    }

    /// D5: nor many cards at the same moment.
    @Test
    void cards_tried_at_the_same_moment_do_not_pass_the_limit_together() {
        var concert = concert().seated("Stalls", 6, 8, 4500).limits(8, 48).open();
        var eve = buyer("eve-" + concert.id());
        var holds = IntStream.range(0, 40)
                .mapToObj(seat -> eve.reserve(concert.ticket(seat)))
                .peek(held -> assertThat(held.status()).as("%s", held.body()).isEqualTo(201))
                .map(held -> held.text("holdId"))
                .toList();
        STRIPE.faults(StripeFaults.NONE.slowBy(300));
        for (var round = 0; round < 2; round++) {
            var answers = together(holds.stream()
                    .<Callable<BookingTestResponse>>map(hold -> () -> eve.buy(hold, DECLINED))
                    .toList());
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 429));
        }
        assertThat(cardsTried(concert)).isEqualTo(20);
        refused(eve.buy(held(eve, concert.ticket(40)), "pm_card_visa"), 429, "too-many-attempts");
    }

    /// D5: nor many cards on one hold.
    @Test
    void cards_tried_at_the_same_moment_on_one_hold_count_each() {
        var concert = hall();
        var eve = buyer("eve-" + concert.id());
        for (var seat = 0; seat < 3; seat++) {
            decline(eve, held(eve, concert.ticket(seat)), 5);
        }
        decline(eve, held(eve, concert.ticket(3)), 3);
        var last = held(eve, concert.ticket(4));
        together(IntStream.range(0, 12)
                .<Callable<BookingTestResponse>>mapToObj(_ -> () -> eve.buy(last, DECLINED))
                .toList());
        eve.buy(last, DECLINED);
        eve.buy(last, DECLINED);
        assertThat(cardsTried(concert)).isEqualTo(20);
    }

    /// D5: whoever buys a lot with good cards is not slowed by those that are paid for.
    @Test
    void paid_holds_try_no_card_any_more() {
        var concert = concert().seated("Stalls", 5, 8, 4500).limits(8, 40).open();
        var alice = buyer("alice-" + concert.id());
        for (var seat = 0; seat < 25; seat++) {
            bought(alice, concert, seat, seat + 1);
        }
        promisesAreKept(concert);
    }

    /// D5: what needs no card is not slowed, and what is finished is told again.
    @Test
    void whoever_has_tried_too_many_cards_gets_what_is_free_and_hears_of_what_is_theirs() {
        var concert = hall();
        var free = concert().seated("Stalls", 1, 4, 0).open();
        var eve = buyer("eve-" + concert.id());
        var first = held(eve, concert.ticket(0));
        assertThat(eve.buy(first, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        for (var seat = 1; seat < 5; seat++) {
            decline(eve, held(eve, concert.ticket(seat)), 5);
        }
        assertThat(eve.buy(first, "pm_card_visa").text("status")).isEqualTo("CONFIRMED");
        var gift = eve.reserve(free.ticket(0)).text("holdId");
        assertThat(eve.put("/booking/confirm", Map.of("holdId", gift)).text("status"))
                .isEqualTo("CONFIRMED");
    }
}
