package dev.boxoffice.event.listing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.listing.PublicationState;
import dev.boxoffice.event.listing.details.Category;
import dev.boxoffice.event.listing.details.EventDetails;
import dev.boxoffice.event.listing.details.EventPresentation;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStatusTest {

    private static final Instant START = Instant.parse("2027-05-01T19:00:00Z");

    private static EventDetails event(
            @Nullable Instant ends, @Nullable Instant salesStart, @Nullable Instant salesEnd) {
        return EventDetails.announced(
                "A night",
                null,
                Category.OTHER,
                null,
                TimeOrderedId.next(),
                List.of(),
                new EventDetails.Dates(START, ends, salesStart, salesEnd),
                8,
                EventPresentation.NONE);
    }

    @Test
    void a_sale_runs_from_its_start_to_its_end_or_else_until_the_event_is_over() {
        var plain = event(null, null, null);
        assertThat(published(plain, START.minusSeconds(1))).isEqualTo(EventStatus.ON_SALE);
        assertThat(published(plain, START)).isEqualTo(EventStatus.ENDED);
        var evening = event(START.plusSeconds(7200), null, null);
        assertThat(published(evening, START.plusSeconds(1))).isEqualTo(EventStatus.ON_SALE);
        assertThat(published(evening, START.plusSeconds(7200))).isEqualTo(EventStatus.ENDED);
        var window = event(null, START.minusSeconds(100), START.minusSeconds(50));
        assertThat(published(window, START.minusSeconds(101))).isEqualTo(EventStatus.SCHEDULED);
        assertThat(published(window, START.minusSeconds(100))).isEqualTo(EventStatus.ON_SALE);
        assertThat(published(window, START.minusSeconds(50))).hasToString("SALES_ENDED");
        assertThat(published(window, START)).isEqualTo(EventStatus.ENDED);
    }

    /// D13: a closed sale ends no event, and an event without an end is not over while it sells at the door.
    @Test
    void sales_that_ended_are_not_the_end_of_the_event() {
        var early = event(START.plusSeconds(7200), null, START.minusSeconds(86_400 * 90));
        assertThat(published(early, START.minusSeconds(86_400 * 90))).hasToString("SALES_ENDED");
        assertThat(published(early, START.plusSeconds(7199))).hasToString("SALES_ENDED");
        assertThat(published(early, START.plusSeconds(7200))).hasToString("ENDED");
        var atTheDoor = event(null, null, START.plusSeconds(600));
        assertThat(published(atTheDoor, START.plusSeconds(599))).isEqualTo(EventStatus.ON_SALE);
        assertThat(published(atTheDoor, START.plusSeconds(600))).isEqualTo(EventStatus.ENDED);
    }

    /// Nobody goes in then: a sale that was set to run on has no end of its own.
    @Test
    void no_sale_outlasts_its_event() {
        var evening = event(START.plusSeconds(7200), null, START.plusSeconds(86_400));
        assertThat(published(evening, START.plusSeconds(7199))).isEqualTo(EventStatus.ON_SALE);
        assertThat(published(evening, START.plusSeconds(7200))).isEqualTo(EventStatus.ENDED);
        var open = event(null, null, START.plusSeconds(30 * 86_400));
        assertThat(published(open, START.plusSeconds(12 * 3600 - 1))).isEqualTo(EventStatus.ON_SALE);
        assertThat(published(open, START.plusSeconds(12 * 3600))).isEqualTo(EventStatus.ENDED);
    }

    private static EventStatus published(EventDetails event, Instant now) {
        return EventStatus.of(PublicationState.PUBLISHED, event, 1, now);
    }

    @Property
    void only_what_has_tickets_is_ever_on_sale(
            @ForAll PublicationState state,
            @ForAll @IntRange(min = 0, max = 3) int unsold,
            @ForAll @LongRange(min = -200_000, max = 200_000) long offset) {
        var event = event(START.plusSeconds(100), START.minusSeconds(1000), START.minusSeconds(10));
        var now = START.plusSeconds(offset);
        var status = EventStatus.of(state, event, unsold, now);
        switch (state) {
            case DRAFT -> assertThat(status).isEqualTo(EventStatus.DRAFT);
            case CANCELLED -> assertThat(status).isEqualTo(EventStatus.CANCELLED);
            case POSTPONED -> assertThat(status).isEqualTo(EventStatus.POSTPONED);
            case LISTED ->
                assertThat(status)
                        .isEqualTo(
                                offset >= 100
                                        ? EventStatus.ENDED
                                        : offset >= -10 ? EventStatus.SALES_ENDED : EventStatus.SCHEDULED);
            case PUBLISHED ->
                assertThat(status == EventStatus.ON_SALE).isEqualTo(unsold > 0 && offset >= -1000 && offset < -10);
        }
    }

    /// Time only moves an event forwards.
    @Property
    void no_status_comes_back(
            @ForAll @LongRange(min = -5_000, max = 5_000) long earlier,
            @ForAll @LongRange(min = 0, max = 5_000) long later) {
        var event = event(START.plusSeconds(100), START.minusSeconds(1000), START.minusSeconds(10));
        var before = published(event, START.plusSeconds(earlier));
        var after = published(event, START.plusSeconds(earlier + later));
        var order = List.of(EventStatus.SCHEDULED, EventStatus.ON_SALE, EventStatus.SALES_ENDED, EventStatus.ENDED);
        assertThat(order.indexOf(after)).isGreaterThanOrEqualTo(order.indexOf(before));
    }
}
