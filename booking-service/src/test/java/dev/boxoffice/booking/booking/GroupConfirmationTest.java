package dev.boxoffice.booking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.booking.BookingTransitionRepository.Confirmation;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Several bookings of one event confirmed in one statement, as each alone would be. Their money is not taken: the
/// statements are asked as if it were.
class GroupConfirmationTest extends BookingServiceTest {

    private static final Money PAID = new Money(9000, "EUR");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Autowired
    BookingTransitionRepository single;

    @Autowired
    GroupConfirmationRepository groups;

    private BookingTestEvent concert;

    @BeforeEach
    void onSaleAndUnheardOf() {
        STRIPE.deliverTo(null);
        concert = concert().seated("Stalls", 2, 20, 4500).open();
    }

    /// Two seats, waiting for 3-D Secure.
    private Confirmation paid(int seat) {
        var buyer = buyer("buyer-%d-%s".formatted(seat, concert.id()));
        var hold = buyer.reserve(concert.ticket(seat), concert.ticket(seat + 1)).text("holdId");
        BookingTestResponse waiting = buyer.buy(hold, "pm_card_authenticationRequired");
        assertThat(waiting.text("status")).isEqualTo("REQUIRES_ACTION");
        return new Confirmation(
                concert.id(), UUID.fromString(waiting.text("bookingId")), waiting.paymentIntent(), PAID, now, null);
    }

    private BookingTransition confirmAlone(Confirmation news) {
        var transition = single.confirm(news.event(), news.booking(), news.intent(), PAID, false, now);
        assertThat(transition).isPresent();
        return transition.orElseThrow();
    }

    private List<String> written(Confirmation news) {
        return IntStream.range(0, 4)
                .boxed()
                .flatMap(table -> rows(table, news).stream())
                .toList();
    }

    private List<String> rows(int table, Confirmation news) {
        var query = List.of("""
                        select to_jsonb(b) - array['id','buyer','hold_key','ordinals','payment_intent_id','created_at'] || jsonb_build_object('intent', payment_intent_id = :intent)
                          from booking.booking b where event_id = :event and id = :booking""", """
                        select to_jsonb(t) - array['ordinal','booking_id','owner'] from inventory.ticket t
                         where event_id = :event and booking_id = :booking and :intent <> ''""", """
                        select to_jsonb(l) - array['id','booking_id','payment_intent_id','reference'] || jsonb_build_object('intent', payment_intent_id = :intent and reference = :intent)
                          from booking.ledger_entry l where event_id = :event and booking_id = :booking""", """
                        select to_jsonb(f) from booking.payment_in_flight f
                         where event_id = :event and booking_id = :booking and :intent <> ''""").get(table);
        return sql().sql(query)
                .param("event", news.event())
                .param("booking", news.booking())
                .param("intent", Objects.requireNonNull(news.intent()))
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void a_group_writes_and_tells_what_each_alone_would() {
        var alone = paid(0);
        var ben = paid(10);
        var cem = paid(20);
        var one = confirmAlone(alone);
        var moved = groups.confirm(concert.id(), List.of(cem, ben));
        assertThat(moved.keySet()).containsExactlyInAnyOrder(ben, cem);
        for (var news : List.of(ben, cem)) {
            var transition = Objects.requireNonNull(moved.get(news)).orElseThrow();
            assertThat(written(news)).isEqualTo(written(alone)).hasSize(4);
            assertThat(transition.isComplete()).isTrue();
            assertThat(transition.booking().id()).isEqualTo(news.booking());
            assertThat(transition.booking().status()).isEqualTo(BookingStatus.CONFIRMED);
            assertThat(transition.moved().versions()).isEqualTo(one.moved().versions());
            assertThat(transition.seats()).isEqualTo(one.seats());
            assertThat(transition.spentAdmission()).isEqualTo(one.spentAdmission());
            var told = BookingTestResponse.JSON.readTree(transition.message().payload());
            var toldAlone = BookingTestResponse.JSON.readTree(one.message().payload());
            assertThat(told.propertyNames()).isEqualTo(toldAlone.propertyNames());
            assertThat(told.path("total")).isEqualTo(toldAlone.path("total"));
            assertThat(told.path("bookingId").asString())
                    .isEqualTo(news.booking().toString());
            assertThat(told.path("buyer").asString())
                    .isEqualTo(transition.booking().buyer());
            assertThat(transition.message().type()).isEqualTo(one.message().type());
        }
    }

    @Test
    void what_is_not_to_be_confirmed_is_left_alone_and_hinders_nobody() throws Exception {
        var plain = paid(0);
        var confirmed = paid(2);
        confirmAlone(confirmed);
        var locked = paid(4);
        var dear = paid(6);
        var foreign = paid(8);
        var resold = paid(10);
        sell(resold);
        var refused = List.of(
                confirmed,
                locked,
                new Confirmation(dear.event(), dear.booking(), dear.intent(), new Money(9001, "EUR"), now, null),
                new Confirmation(foreign.event(), foreign.booking(), "pi_of_another", PAID, now, null),
                new Confirmation(concert.id(), TimeOrderedId.next(), "pi_of_nobody", PAID, now, null),
                resold);
        var before = refused.stream().map(this::state).toList();
        try (var other = POSTGRES.superuser().getConnection()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("select 1 from booking.booking where id = ? for update")) {
                lock.setObject(1, locked.booking());
                lock.execute();
            }
            var group = Stream.concat(refused.stream(), Stream.of(plain)).toList();
            assertThat(groups.confirm(concert.id(), group).keySet()).containsExactly(plain);
            other.rollback();
        }
        assertThat(refused.stream().map(this::state).toList()).isEqualTo(before);
        assertThat(state(plain)).contains("CONFIRMED");
    }

    /// Its tickets are another's, who sells them.
    private void sell(Confirmation news) {
        var seller = paid(30);
        confirmAlone(seller);
        sql().sql("""
                        insert into booking.resale_ticket (event_id, id, ordinal, booking_id, serial, state, entry_id, buyer_booking_id, listed_at)
                        values (?, gen_random_uuid(), 30, ?, 0, 'OFFERED', gen_random_uuid(), ?, now())
                        """).params(concert.id(), seller.booking(), news.booking()).update();
    }

    private String state(Confirmation news) {
        return sql().sql("""
                        select coalesce((select to_jsonb(b)::text from booking.booking b where id = :booking), '')
                            || coalesce((select jsonb_agg(t order by ordinal)::text from inventory.ticket t where event_id = :event and booking_id = :booking), '')
                            || (select count(*) from booking.ledger_entry where event_id = :event and booking_id = :booking)
                        """)
                .param("event", concert.id())
                .param("booking", news.booking())
                .query((row, _) -> row.getString(1))
                .single();
    }
}
