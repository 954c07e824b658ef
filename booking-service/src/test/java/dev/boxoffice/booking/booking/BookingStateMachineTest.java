package dev.boxoffice.booking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What every path through the states must respect, whatever the table says in detail.
class BookingStateMachineTest {

    @Property
    void money_once_back_stays_back_unless_the_buyers_bank_returns_it(@ForAll BookingStatus next) {
        assertThat(BookingStatus.REFUNDED.mayBecome(next)).isEqualTo(next == BookingStatus.CANCELLED);
    }

    @Property
    void seats_once_given_back_are_only_had_again_by_claiming_them(
            @ForAll BookingStatus from, @ForAll BookingStatus to) {
        if (from.mayBecome(to) && !from.hasSeats() && to.hasSeats()) {
            assertThat(to).isEqualTo(BookingStatus.PROCESSING);
        }
    }

    @Property
    void paid_tickets_are_undone_by_money_going_back_only(@ForAll BookingStatus next) {
        assertThat(BookingStatus.CONFIRMED.mayBecome(next))
                .isEqualTo(List.of(BookingStatus.PARTIALLY_REFUNDED, BookingStatus.CANCELLED, BookingStatus.REFUNDED)
                        .contains(next));
    }

    @Property
    void only_what_is_in_flight_becomes_confirmed(@ForAll BookingStatus from) {
        assertThat(from.mayBecome(BookingStatus.CONFIRMED)).isEqualTo(from.isInFlight());
    }

    @Property
    void the_sources_used_in_sql_are_the_same_table(@ForAll BookingStatus from, @ForAll BookingStatus to) {
        assertThat(Set.of(to.sources()).contains(from.name())).isEqualTo(from.mayBecome(to));
    }
}
