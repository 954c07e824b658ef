package dev.boxoffice.gateway.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The last hour of each figure. Whoever reads it gets a copy; one thread writes.
@Component
class FigureHistory {

    private static final double MILLIS = 1_000.0;

    private final int points;
    private final Deque<Instant> times = new ArrayDeque<>();
    private final Map<Figure, Deque<OptionalDouble>> values = new EnumMap<>(Figure.class);
    private final Map<Figure, Double> counters = new EnumMap<>(Figure.class);
    private @Nullable Instant before;

    FigureHistory(FigureProperties properties) {
        this.points = properties.points();
        for (Figure figure : Figure.values()) {
            values.put(figure, new ArrayDeque<>());
        }
    }

    /// @param read what was read of each figure; what is missing could not be
    synchronized void add(Instant now, Map<Figure, OptionalDouble> read) {
        Duration passed = before == null ? Duration.ZERO : Duration.between(before, now);
        times.addLast(now);
        values.forEach((figure, line) ->
                line.addLast(value(figure, read.getOrDefault(figure, OptionalDouble.empty()), passed)));
        if (times.size() > points) {
            times.removeFirst();
            values.values().forEach(Deque::removeFirst);
        }
        before = now;
    }

    private OptionalDouble value(Figure figure, OptionalDouble read, Duration passed) {
        if (figure.kind() != Figure.Kind.RATE) {
            return read;
        }
        Double counted = read.isPresent() ? counters.put(figure, read.getAsDouble()) : counters.remove(figure);
        // A counter that went back belongs to a process that began anew.
        return counted == null || read.isEmpty() || read.getAsDouble() < counted || !passed.isPositive()
                ? OptionalDouble.empty()
                : OptionalDouble.of((read.getAsDouble() - counted) * MILLIS / passed.toMillis());
    }

    synchronized FigureLines all() {
        Map<Figure, List<@Nullable Double>> lines = new EnumMap<>(Figure.class);
        values.forEach((figure, line) -> lines.put(figure, line(line)));
        return new FigureLines(List.copyOf(times), lines);
    }

    private static List<@Nullable Double> line(Deque<OptionalDouble> values) {
        List<@Nullable Double> line = new ArrayList<>();
        for (OptionalDouble value : values) {
            line.add(value.isPresent() ? value.getAsDouble() : null);
        }
        return line;
    }
}
