package dev.boxoffice.event.plan;

/// Row names as theatres paint them: A … Z, AA, AB, ….
final class RowName {

    private static final int LETTERS = 26;

    private RowName() {}

    /// @param index from 0
    static String of(int index) {
        var name = new StringBuilder();
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / LETTERS) {
            name.append((char) ('A' + (rest - 1) % LETTERS));
        }
        return name.reverse().toString();
    }
}
