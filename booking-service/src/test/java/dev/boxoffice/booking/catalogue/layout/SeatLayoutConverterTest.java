package dev.boxoffice.booking.catalogue.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// H1, H2: who are neighbours, and which seats are the best.
class SeatLayoutConverterTest {

    private static final SeatLayoutConverter CONVERTER =
            new SeatLayoutConverter(JsonMapper.builder().build());

    @Test
    void an_aisle_parts_neighbours() {
        assertThat(layout("", section("Stalls", "", row("A", 0, 0, 1, 20, 21)))
                        .sections()
                        .getFirst()
                        .rows()
                        .getFirst()
                        .runs())
                .containsExactly(0, 2);
        var two = layout("", section("Stalls", "", row("A", 0, 0, 1, 2, 3), row("B", 1, 0, 20)))
                .sections()
                .getFirst();
        assertThat(two.rows().getLast().runs())
                .as("a row of two is judged by the other rows")
                .containsExactly(4, 5);
    }

    @Property(tries = 300)
    void runs_end_exactly_at_the_aisles_of_rows_however_bent_turned_and_scaled(
            @ForAll @IntRange(min = 3, max = 12) int left,
            @ForAll @IntRange(min = 3, max = 12) int middle,
            @ForAll @IntRange(min = 3, max = 12) int right,
            @ForAll @DoubleRange(min = 1.8, max = 5) double aisle,
            @ForAll @DoubleRange(min = 0, max = 6.2) double turn,
            @ForAll @DoubleRange(min = 0.1, max = 40) double scale,
            @ForAll long seed) {
        var random = new Random(seed);
        var seats = new ArrayList<String>();
        var along = 0.0;
        for (var i = 0; i < left + middle + right; i++) {
            along += i == left || i == left + middle ? aisle : i == 0 ? 0 : 0.9 + random.nextDouble() * 0.2;
            var bend = along * along * 0.002;
            seats.add(seat(
                    Integer.toString(i),
                    scale * (along * Math.cos(turn) - bend * Math.sin(turn)),
                    scale * (along * Math.sin(turn) + bend * Math.cos(turn))));
        }
        var row = "{\"name\":\"A\",\"seats\":[" + String.join(",", seats) + "]}";
        assertThat(layout("", section("Stalls", "", row))
                        .sections()
                        .getFirst()
                        .rows()
                        .getFirst()
                        .runs())
                .containsExactly(0, left, left + middle);
    }

    @Test
    void the_row_before_the_stage_is_the_best_wherever_the_file_has_it() {
        var rearFirst = layout(
                        "", section("Stalls", "", row("C", 2, 0, 1, 2), row("B", 1, 0, 1, 2), row("A", 0, 0, 1, 2)))
                .sections()
                .getFirst();
        assertThat(best(rearFirst)).as("the middle seat of row A").isEqualTo(7);
        var turned = layout(
                        "\"focalPoint\":{\"x\":1,\"y\":5},",
                        section("Stalls", "", row("A", 0, 0, 1, 2), row("B", 1, 0, 1, 2), row("C", 2, 0, 1, 2)))
                .sections()
                .getFirst();
        assertThat(best(turned)).as("the stage is where the plan says").isEqualTo(7);
    }

    @Test
    void a_restricted_view_and_a_rank_tell() {
        var pillar = layout("", section("Stalls", "", """
                {"name":"A","seats":[%s,{"number":"2","x":1,"y":0,"restrictedView":true},%s]}""".formatted(seat("1", 0, 0), seat("3", 2, 0))))
                .sections()
                .getFirst();
        assertThat(best(pillar)).isNotEqualTo(1);
        var ranked = layout(
                        "", section("Far", "\"rank\":1,", row("A", 30, 0, 1)), section("Near", "", row("A", 0, 0, 1)))
                .sections();
        assertThat(ranked.getFirst().level()).isLessThan(ranked.getLast().level());
    }

    @Test
    void sections_that_nobody_has_drawn_stand_in_the_order_of_the_plan() {
        var sections = layout("", section("One", "", row("A", 0, 0, 1, 2)), section("Two", "", row("A", 0, 0, 1, 2)))
                .sections();
        assertThat(sections.getFirst().level()).isLessThan(sections.getLast().level());
    }

    /// Which would keep the carrier of all other buyers for as long as a large hall takes.
    @Test
    void the_thread_of_a_request_does_not_do_the_work() throws Exception {
        var readBy = new AtomicReference<Thread>();
        var seatNumber = new StdDeserializer<String>(String.class) {
            @Override
            public String deserialize(JsonParser parser, DeserializationContext context) {
                readBy.set(Thread.currentThread());
                return parser.getString();
            }
        };
        var json = JsonMapper.builder()
                .addModule(new SimpleModule().addDeserializer(String.class, seatNumber))
                .build();
        try (var converter = new SeatLayoutConverter(json)) {
            Thread.ofVirtual()
                    .start(() -> converter.convert(
                            "{\"sections\":["
                                    + section("Stalls", "", row("A", 0, 0)).replace("FIRST", "0") + "]}",
                            1))
                    .join();
        }
        assertThat(readBy.get()).isNotNull().returns(false, Thread::isVirtual);
    }

    private static int best(SeatLayout.Section section) {
        var best = section.first();
        for (var ordinal = section.first(); ordinal <= section.last(); ordinal++) {
            best = section.quality().cost(ordinal) < section.quality().cost(best) ? ordinal : best;
        }
        return best;
    }

    private static SeatLayout layout(String focalPoint, String... sections) {
        var numbered = new ArrayList<String>();
        var next = 0;
        for (var section : sections) {
            numbered.add(section.replace("FIRST", Integer.toString(next)));
            next += section.split("\"number\"", -1).length - 1;
        }
        return CONVERTER.convert("{" + focalPoint + "\"sections\":[" + String.join(",", numbered) + "]}", next);
    }

    private static String section(String name, String more, String... rows) {
        return "{\"name\":\"" + name + "\"," + more + "\"kind\":\"SEATED\",\"firstOrdinal\":FIRST,\"rows\":["
                + String.join(",", rows) + "]}";
    }

    private static String row(String name, double y, double... xs) {
        var seats = new ArrayList<String>();
        for (var x : xs) {
            seats.add(seat(Integer.toString(seats.size() + 1), x, y));
        }
        return "{\"name\":\"" + name + "\",\"seats\":" + seats.stream().collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    private static String seat(String number, double x, double y) {
        return String.format(Locale.ROOT, "{\"number\":\"%s\",\"x\":%f,\"y\":%f}", number, x, y);
    }
}
