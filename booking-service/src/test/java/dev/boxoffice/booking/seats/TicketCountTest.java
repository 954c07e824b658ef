package dev.boxoffice.booking.seats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.seats.count.TicketCountService;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// How many tickets are left, as search is told.
@TestPropertySource(properties = "boxoffice.ticket-count.sweep=1s")
class TicketCountTest extends BookingServiceTest {

    @Autowired
    TicketCountService counts;

    @Test
    void sales_and_returns_are_counted() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open();
        var alice = buyer("alice-" + UUID.randomUUID());
        var booking = bought(alice, concert, 0);
        bought(alice, concert, 1);
        awaitAvailable(concert, 4);
        alice.post("/bookings/" + booking + "/cancellation", Map.of());
        awaitAvailable(concert, 5);
        assertThat(sql().sql("select total from inventory.event_count where event_id = ?")
                        .param(concert.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    /// The instance that sold was killed before it counted: whoever looks next finds it.
    @Test
    void what_a_crashed_instance_sold_is_counted_by_another() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open();
        bought(buyer("alice-" + UUID.randomUUID()), concert, 0);
        awaitAvailable(concert, 5);
        sql().sql("update inventory.event_count set available = 6 where event_id = ?")
                .param(concert.id())
                .update();
        awaitAvailable(concert, 5);
    }

    @Test
    void the_last_count_is_the_last_truth_however_many_count() {
        var concert = concert().seated("Stalls", 1, 40, 4500).open();
        var tasks = new ArrayList<Callable<String>>();
        for (var i = 0; i < 40; i++) {
            var ordinal = i;
            tasks.add(() -> {
                var booking = bought(buyer("buyer-" + UUID.randomUUID()), concert, ordinal);
                counts.noteChange(concert.id());
                return booking;
            });
        }
        together(tasks);
        awaitAvailable(concert, 0);
    }

    private String bought(BookingTestClient buyer, BookingTestEvent concert, int ordinal) {
        var hold = buyer.reserve(concert.ticket(ordinal)).text("holdId");
        var booking = buyer.confirm(hold, "pm_card_visa").text("bookingId");
        awaitStatus(buyer, booking, "CONFIRMED");
        return booking;
    }

    private void awaitAvailable(BookingTestEvent concert, int seats) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(sql().sql("select available from inventory.event_count where event_id = ?")
                                        .param(concert.id())
                                        .query(Integer.class)
                                        .optional())
                                .contains(seats));
    }
}
