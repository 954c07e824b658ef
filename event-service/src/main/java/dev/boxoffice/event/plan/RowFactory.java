package dev.boxoffice.event.plan;

import java.util.ArrayList;
import java.util.List;

/// Lays out rows nobody has drawn: straight, centred before the stage, one unit a seat and a row.
final class RowFactory {

    private RowFactory() {}

    static List<SeatingPlan.Row> of(int rowCount, int seatsPerRow) {
        var left = -(seatsPerRow - 1) / 2.0;
        var rows = new ArrayList<SeatingPlan.Row>(rowCount);
        for (var row = 0; row < rowCount; row++) {
            var seats = new ArrayList<SeatingPlan.Seat>(seatsPerRow);
            for (var seat = 0; seat < seatsPerRow; seat++) {
                seats.add(SeatingPlan.Seat.at(Integer.toString(seat + 1), left + seat, row));
            }
            rows.add(new SeatingPlan.Row(RowName.of(row), List.copyOf(seats)));
        }
        return List.copyOf(rows);
    }
}
