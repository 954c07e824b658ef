package dev.boxoffice.gateway.waitingroom.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Ranges of numbers that no place has, in order; each excludes its end.
public record PlaceGaps(List<Gap> list) {

    public static final PlaceGaps NONE = new PlaceGaps(List.of());

    /// One range.
    public record Gap(long from, long to) {}

    /// Reads `from-to,from-to,…`.
    public static PlaceGaps parse(String text) {
        List<Gap> list = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            int dash = range.indexOf('-');
            if (dash > 0) {
                list.add(new Gap(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1))));
            }
        }
        return new PlaceGaps(List.copyOf(list));
    }

    /// As [#parse] reads it.
    public String format() {
        return list.stream().map(gap -> gap.from() + "-" + gap.to()).collect(Collectors.joining(","));
    }

    /// How many numbers in `from`…`to` (excluded) belong to places.
    public long places(long from, long to) {
        long places = Math.max(0, to - from);
        for (Gap gap : list) {
            places -= Math.max(0, Math.min(to, gap.to()) - Math.max(from, gap.from()));
        }
        return places;
    }

    /// The number of the place that has `index` places before it, counted from `from`.
    public long numberAt(long from, long index) {
        long number = from + index;
        for (Gap gap : list) {
            if (gap.from() <= number) {
                number += gap.to() - gap.from();
            }
        }
        return number;
    }

    boolean contain(long number) {
        for (Gap gap : list) {
            if (number >= gap.from() && number < gap.to()) {
                return true;
            }
        }
        return false;
    }
}
