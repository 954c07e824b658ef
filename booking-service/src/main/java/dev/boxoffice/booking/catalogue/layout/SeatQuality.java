package dev.boxoffice.booking.catalogue.layout;

import java.util.List;

/// How good the seats of a section are: the further from where everybody looks, the worse.
///
/// Costs are distances in seats; a restricted view costs as much as ten.
public final class SeatQuality {

    static final float RESTRICTED_VIEW = 10;
    private static final float ROW_WEIGHT = 2;

    private final int first;
    private final float[] costs;

    SeatQuality(int first, float[] costs) {
        this.first = first;
        this.costs = costs;
    }

    /// Where nobody knows how seats lie: one row further back costs as much as two seats off the row's centre.
    static SeatQuality inOrder(int first, int total, List<SeatLayout.Row> rows) {
        var costs = new float[total];
        for (var r = 0; r < rows.size(); r++) {
            var row = rows.get(r);
            var centre = (row.first() + row.last()) / 2f;
            for (var ordinal = row.first(); ordinal <= row.last(); ordinal++) {
                costs[ordinal - first] = r * ROW_WEIGHT + Math.abs(ordinal - centre);
            }
        }
        return new SeatQuality(first, costs);
    }

    public float cost(int ordinal) {
        return costs[ordinal - first];
    }
}
