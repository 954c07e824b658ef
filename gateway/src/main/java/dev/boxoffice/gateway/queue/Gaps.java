package dev.boxoffice.gateway.queue;

import java.util.ArrayList;
import java.util.List;

/// Ranges of numbers that no place has, in order; each excludes its end.
record Gaps(List<Gap> list) {

    /// One range.
    record Gap(long from, long to) {}

    static Gaps parse(String text) {
        List<Gap> list = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            int dash = range.indexOf('-');
            if (dash > 0) {
                list.add(new Gap(Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1))));
            }
        }
        return new Gaps(List.copyOf(list));
    }

    /// How many numbers in `from`…`to` (excluded) belong to places.
    long places(long from, long to) {
        long places = Math.max(0, to - from);
        for (Gap gap : list) {
            places -= Math.max(0, Math.min(to, gap.to()) - Math.max(from, gap.from()));
        }
        return places;
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
