package dev.boxoffice.booking.catalogue.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.booking.hold.choice.SeatProposals;
import dev.boxoffice.booking.hold.offer.SeatRequest;
import dev.boxoffice.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// H2, B4: the picture of docs/api/holds.md is what best available gives today. Where it does not, the new
/// one is in `target/`, to be looked at and copied over the old.
class SeatingPictureTest {

    private static final Path PICTURE = ProjectRoot.path().resolve("docs/pictures/best-available.svg");
    private static final double UNIT = 17;
    private static final double LEFT = 30;
    private static final double TOP = 74;
    private static final String[] COLOURS = {
        "#2f6fdb", "#c2410c", "#15803d", "#9333ea", "#b91c6b", "#0f766e", "#a16207", "#475569"
    };

    private record Party(int quantity, int accessible) {}

    private static final List<Party> PARTIES = List.of(
            new Party(2, 0),
            new Party(4, 0),
            new Party(2, 1),
            new Party(3, 0),
            new Party(5, 0),
            new Party(2, 0),
            new Party(6, 0),
            new Party(1, 0),
            new Party(4, 0),
            new Party(2, 0),
            new Party(3, 1),
            new Party(7, 0),
            new Party(3, 0),
            new Party(2, 0),
            new Party(8, 0),
            new Party(1, 0),
            new Party(4, 0),
            new Party(2, 0));

    private record Drawn(
            double x,
            double y,
            boolean accessible,
            @Nullable String companionOf,
            boolean restricted) {}

    /// Curved rows with two aisles, wheelchair places in the last row of the stalls, and a pillar in the
    /// balcony.
    private static List<List<Drawn>> stalls() {
        var rows = new ArrayList<List<Drawn>>();
        for (var r = 0; r < 7; r++) {
            rows.add(row(26, 5 + r * 1.5, r == 6));
        }
        return rows;
    }

    private static List<List<Drawn>> balcony() {
        return List.of(row(22, 18.2, false), row(22, 19.7, false));
    }

    private static List<Drawn> row(int seats, double y, boolean hasWheelchairs) {
        var row = new ArrayList<Drawn>();
        var x = 0.0;
        for (var i = 0; i < seats; i++) {
            x += i == 0 ? 0 : i == seats / 4 || i == seats - seats / 4 ? 2.6 : 1;
            var middle = x - (seats + 2.2) / 2;
            var left = (26 + 2.2 - seats - 2.2) / 2;
            row.add(new Drawn(
                    left + x,
                    y - middle * middle * 0.012,
                    hasWheelchairs && (i == 8 || i == 16),
                    hasWheelchairs && (i == 9 || i == 17) ? Integer.toString(i) : null,
                    seats == 22 && (i == 10 || i == 11)));
        }
        return row;
    }

    private static String section(String name, int first, int rank, List<List<Drawn>> rows) {
        var text = new ArrayList<String>();
        for (var r = 0; r < rows.size(); r++) {
            var seats = new ArrayList<String>();
            for (var i = 0; i < rows.get(r).size(); i++) {
                var seat = rows.get(r).get(i);
                seats.add(String.format(
                        Locale.ROOT,
                        "{\"number\":\"%d\",\"x\":%.4f,\"y\":%.4f,\"accessible\":%b,\"companionOf\":\"%s\",\"restrictedView\":%b}",
                        i + 1,
                        seat.x(),
                        seat.y(),
                        seat.accessible(),
                        seat.companionOf() == null ? "" : seat.companionOf(),
                        seat.restricted()));
            }
            text.add("{\"name\":\"" + (char) ('A' + r) + "\",\"seats\":[" + String.join(",", seats) + "]}");
        }
        return "{\"name\":\"%s\",\"kind\":\"SEATED\",\"rank\":%d,\"firstOrdinal\":%d,\"rows\":[%s]}"
                .formatted(name, rank, first, String.join(",", text));
    }

    @Test
    void the_picture_in_the_docs_is_what_best_available_gives() throws IOException {
        var stalls = stalls();
        var balcony = balcony();
        var seats = new ArrayList<Drawn>();
        stalls.forEach(seats::addAll);
        var inStalls = seats.size();
        balcony.forEach(seats::addAll);
        var layout = new SeatLayoutConverter(JsonMapper.builder().build())
                .convert(
                        "{\"focalPoint\":{\"x\":14.1,\"y\":0},\"sections\":[" + section("Stalls", 0, 1, stalls) + ","
                                + section("Balcony", inStalls, 2, balcony) + "]}",
                        seats.size());

        var picture = picture(seats, sold(layout));

        var fresh = Path.of("target/best-available.svg");
        Files.createDirectories(fresh.toAbsolutePath().getParent());
        Files.writeString(fresh, picture);
        assertThat(PICTURE).content().isEqualTo(picture);
    }

    /// Ordinal → number of the party that has it, one after the other.
    private static Map<Integer, Integer> sold(SeatLayout layout) {
        var owners = new HashMap<Integer, Integer>();
        var taken = new BitSet();
        for (var i = 0; i < PARTIES.size(); i++) {
            var party = PARTIES.get(i);
            var request = new SeatRequest.BestAvailable(
                    new UUID(0, 1), party.quantity(), party.accessible(), List.of(), null, List.of());
            var given = SeatProposals.of(request, layout.sections(), taken, new Random(1))
                    .propose(1)
                    .getFirst();
            for (var seat : given) {
                owners.put(seat, i + 1);
                taken.set(seat);
            }
        }
        return owners;
    }

    private static String picture(List<Drawn> seats, Map<Integer, Integer> owners) {
        var text = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 425" role="img" aria-labelledby="t d">
                <title id="t">What best available gives</title><desc id="d">A hall with curved rows and two aisles: %s, in that order, \
                each together in one block between aisles, as near to the stage as is free and leaving no single seat.</desc>
                <style>
                  svg { color-scheme: light dark; font: 9px system-ui, "Segoe UI", sans-serif; }
                  .bg { fill: #ffffff; } .free { fill: none; stroke: #9aa5b5; } .kept { stroke: #2f6fdb; stroke-width: 2; } .pillar { stroke-dasharray: 2 2; }
                  .stage { fill: #e5e9f0; stroke: #9aa5b5; } text { text-anchor: middle; fill: #ffffff; } .l { fill: #2d3748; font-size: 11px; } .k { text-anchor: start; }
                  @media (prefers-color-scheme: dark) { .bg { fill: #14181f; } .stage { fill: #22262e; } .l { fill: #cbd5e1; } }
                </style>
                <rect class="bg" width="540" height="425"/>
                <rect class="stage" x="170" y="14" width="200" height="30" rx="4"/><text class="l" x="270" y="33">stage</text>
                """.formatted(told()));
        for (var ordinal = 0; ordinal < seats.size(); ordinal++) {
            text.append(seat(seats.get(ordinal), owners.get(ordinal)));
        }
        return text.append("""
                <text class="l k" x="30" y="396">One number, one party, in the order in which they came.</text>
                <text class="l k" x="30" y="413">Blue ring: accessible, or a companion's (asked for by 3 and 11). Broken ring: restricted view.</text>
                </svg>
                """).toString();
    }

    private static String told() {
        return PARTIES.stream()
                .map(party -> party.quantity() + (party.accessible() == 0 ? "" : " (one accessible)"))
                .collect(Collectors.joining(", ", "parties of ", ""));
    }

    private static String seat(Drawn seat, @Nullable Integer owner) {
        var x = LEFT + seat.x() * UNIT;
        var y = TOP + (seat.y() - 3) * UNIT;
        var ring =
                (seat.accessible() || seat.companionOf() != null ? " kept" : "") + (seat.restricted() ? " pillar" : "");
        var fill = owner == null ? "" : " style=\"fill:" + COLOURS[owner % COLOURS.length] + "\"";
        var circle = String.format(
                Locale.ROOT, "<circle class=\"free%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"%s/>", ring, x, y, fill);
        return circle
                + (owner == null
                        ? ""
                        : String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%d</text>", x, y + 3, owner))
                + "\n";
    }
}
