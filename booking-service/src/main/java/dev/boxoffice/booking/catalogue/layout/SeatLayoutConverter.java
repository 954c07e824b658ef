package dev.boxoffice.booking.catalogue.layout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Makes a layout of the seat map that was frozen at publication.
@Component
public class SeatLayoutConverter implements AutoCloseable {

    /// More than any rank and any number of sections.
    private static final int UNRANKED = 2_000;
    /// Half the processors: sales want the others.
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

    private final ObjectReader reader;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("seat-layout-", 0).daemon().factory());

    SeatLayoutConverter(JsonMapper json) {
        // What event-service leaves out of a seat is not so.
        this.reader = json.readerFor(FrozenSeatMap.class).without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    /// For a large hall this is much work and no waiting: done by a request's own virtual thread, it would keep all
    /// other buyers from the few carriers they share, in the first second of a sale.
    public SeatLayout convert(String seatMap, int total) {
        return CompletableFuture.supplyAsync(() -> layout(reader.readValue(seatMap), total), threads)
                .join();
    }

    @Override
    public void close() {
        threads.shutdown(); // who waits for a layout gets it
    }

    private static SeatLayout layout(FrozenSeatMap map, int total) {
        // Seat numbers repeat from row to row: keep each text once.
        var texts = new HashMap<String, String>();
        var geometry = SeatGeometry.of(map);
        var sections = new ArrayList<SeatLayout.Section>(map.sections().size());
        for (var i = 0; i < map.sections().size(); i++) {
            var section = map.sections().get(i);
            var first = section.firstOrdinal();
            var isLast = i + 1 == map.sections().size();
            var places = (isLast ? total : map.sections().get(i + 1).firstOrdinal()) - first;
            var rows = rows(section, geometry, texts);
            var rank = section.rank() == null ? UNRANKED : section.rank();
            var quality =
                    geometry.isDrawn() ? quality(section, places, geometry) : SeatQuality.inOrder(first, places, rows);
            var level = geometry.isDrawn() ? rank : rank * UNRANKED + i;
            sections.add(
                    new SeatLayout.Section(section.name(), first, places, rows, level, quality, accessible(section)));
        }
        return new SeatLayout(sections, total);
    }

    private static SeatQuality quality(FrozenSeatMap.Section section, int places, SeatGeometry geometry) {
        var costs = new float[places];
        var i = 0;
        for (var row : section.rows()) {
            for (var seat : row.seats()) {
                costs[i++] = geometry.cost(seat);
            }
        }
        return new SeatQuality(section.firstOrdinal(), costs);
    }

    /// Companions name their seat by its number, which is one of the same row.
    private static AccessibleSeating accessible(FrozenSeatMap.Section section) {
        var accessible = new BitSet();
        var companions = new HashMap<Integer, Integer>();
        var first = section.firstOrdinal();
        for (var row : section.rows()) {
            var numbers = new HashMap<String, Integer>();
            var ordinal = first;
            for (var seat : row.seats()) {
                if (seat.accessible()) {
                    accessible.set(ordinal);
                    numbers.put(seat.number(), ordinal);
                }
                ordinal++;
            }
            ordinal = first;
            for (var seat : row.seats()) {
                var companionOf = seat.companionOf() == null ? null : numbers.get(seat.companionOf());
                if (companionOf != null && companionOf != ordinal) {
                    companions.put(ordinal, companionOf);
                }
                ordinal++;
            }
            first = ordinal;
        }
        return accessible.isEmpty() ? AccessibleSeating.NONE : new AccessibleSeating(accessible, companions);
    }

    private static List<SeatLayout.Row> rows(
            FrozenSeatMap.Section section, SeatGeometry geometry, Map<String, String> texts) {
        var rows = new ArrayList<SeatLayout.Row>(section.rows().size());
        var first = section.firstOrdinal();
        for (var row : section.rows()) {
            var numbers = new ArrayList<String>(row.seats().size());
            for (var seat : row.seats()) {
                numbers.add(texts.computeIfAbsent(seat.number(), text -> text));
            }
            rows.add(new SeatLayout.Row(row.name(), first, List.copyOf(numbers), geometry.runs(row.seats(), first)));
            first += numbers.size();
        }
        return List.copyOf(rows);
    }
}
