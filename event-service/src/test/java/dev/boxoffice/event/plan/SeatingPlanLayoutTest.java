package dev.boxoffice.event.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeatingPlanLayoutTest {

    @Test
    void rows_are_named_as_theatres_name_them() {
        assertThat(List.of(RowName.of(0), RowName.of(25), RowName.of(26), RowName.of(27), RowName.of(701)))
                .containsExactly("A", "Z", "AA", "AB", "ZZ");
        assertThat(RowName.of(702)).isEqualTo("AAA");
    }

    @Property(tries = 100)
    void laid_out_seats_never_share_a_spot_and_stand_in_the_middle(
            @ForAll @IntRange(min = 1, max = 40) int rows, @ForAll @IntRange(min = 1, max = 40) int seats) {
        var spots = new HashSet<String>();
        var sum = 0.0;
        for (var row : RowFactory.of(rows, seats)) {
            for (var seat : row.seats()) {
                spots.add(seat.x() + "/" + seat.y());
                sum += seat.x();
            }
        }
        assertThat(spots).hasSize(rows * seats);
        assertThat(sum).isZero();
    }

    @Property(tries = 200)
    void ordinals_cover_every_place_once_in_the_order_of_the_map(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 50) Integer> sizes) {
        var sections = new ArrayList<SeatingPlan.Section>();
        for (var i = 0; i < sizes.size(); i++) {
            sections.add(
                    i % 2 == 0
                            ? SeatingPlan.Section.seated("S" + i, RowFactory.of(1, sizes.get(i)))
                            : SeatingPlan.Section.generalAdmission("S" + i, sizes.get(i)));
        }
        var plan = new SeatingPlan(sections, null);
        var map = SeatMap.of(TimeOrderedId.next(), plan);

        var next = 0;
        for (var section : map.sections()) {
            assertThat(section.firstOrdinal()).isEqualTo(next);
            next = section.endOrdinal();
        }
        assertThat(next).isEqualTo(map.total()).isEqualTo(plan.places());
    }
}
