package dev.boxoffice.event.listing.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StartMoveTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant YEAR_BEGINS = Instant.parse("2037-01-01T00:00:00Z");

    @Test
    void a_sale_that_opened_at_ten_opens_at_ten_on_the_other_side_of_summer() {
        // 20:00 in Berlin, in May and in December; the sale opened at 10:00 in January.
        var move = new StartMove(Instant.parse("2037-05-01T18:00:00Z"), Instant.parse("2037-12-04T19:00:00Z"), BERLIN);
        assertThat(move.moved(Instant.parse("2037-01-15T09:00:00Z"))).isEqualTo("2037-08-20T08:00:00Z");
        assertThat(move.moved(null)).isNull();
    }

    @Test
    void doors_and_end_keep_their_distance_in_the_night_the_clocks_change() {
        // From a winter night to the one in which two o'clock does not come.
        var move = new StartMove(Instant.parse("2037-03-21T22:00:00Z"), Instant.parse("2037-03-28T22:00:00Z"), BERLIN);
        assertThat(move.moved(Instant.parse("2037-03-22T03:00:00Z"))).isEqualTo("2037-03-29T03:00:00Z");
        assertThat(move.moved(Instant.parse("2037-03-21T21:00:00Z"))).isEqualTo("2037-03-28T21:00:00Z");
    }

    @Property
    void a_start_that_stays_moves_nothing_by_more_than_an_hour(
            @ForAll @LongRange(min = 0, max = 31_536_000) long start,
            @ForAll @LongRange(min = -31_536_000, max = 31_536_000) long distance) {
        var from = YEAR_BEGINS.plusSeconds(start);
        // One hour a year the clocks show a time twice, and one hour they leave out.
        assertThat(Duration.between(
                                from.plusSeconds(distance),
                                Objects.requireNonNull(
                                        new StartMove(from, from, BERLIN).moved(from.plusSeconds(distance))))
                        .abs())
                .isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Property
    void within_a_day_the_distance_is_kept_to_the_second(
            @ForAll @LongRange(min = 0, max = 31_536_000) long start,
            @ForAll @LongRange(min = 0, max = 31_536_000) long newStart,
            @ForAll @LongRange(min = -79_200, max = 79_200) long distance) {
        var from = YEAR_BEGINS.plusSeconds(start);
        var to = YEAR_BEGINS.plusSeconds(newStart);
        assertThat(new StartMove(from, to, BERLIN).moved(from.plusSeconds(distance)))
                .isEqualTo(to.plusSeconds(distance));
    }
}
