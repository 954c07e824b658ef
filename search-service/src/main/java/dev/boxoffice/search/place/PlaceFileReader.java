package dev.boxoffice.search.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads `search/places.tsv`, whose head says what its columns are and whose data it is.
final class PlaceFileReader {

    private static final String FILE = "/search/places.tsv";

    private PlaceFileReader() {}

    /// @param found gets each place with its folded names, the usual one first
    static void read(BiConsumer<GeoPlace, List<String>> found) {
        try (var in = PlaceFileReader.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the classpath");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(columns -> add(columns, found));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    private static void add(String[] columns, BiConsumer<GeoPlace, List<String>> found) {
        var names = List.of(columns[8].split("\\|"));
        found.accept(
                new GeoPlace(
                        columns[1],
                        kind(columns[0]),
                        columns[2],
                        orNull(columns[3]),
                        number(columns[4]),
                        number(columns[5]),
                        Long.parseLong(columns[6]),
                        orNull(columns[7]),
                        names.getFirst()),
                names);
    }

    private static GeoPlace.Kind kind(String letter) {
        return switch (letter) {
            case "C" -> GeoPlace.Kind.CITY;
            case "D" -> GeoPlace.Kind.DISTRICT;
            case "R" -> GeoPlace.Kind.REGION;
            case "L" -> GeoPlace.Kind.COUNTRY;
            default -> throw new IllegalStateException("There is no kind of place " + letter);
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static double number(String text) {
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }
}
