package dev.boxoffice.search.query.relevance;

import java.util.List;

/// What some words of a term mean beside being parts of names: a place, or a kind of event.
///
/// @param from the first of the words
/// @param until behind the last of them
record WordMeaning(int from, int until, Field field, List<String> values) {

    enum Field {
        PLACE("placeIds"),
        CATEGORY("category"),
        GENRE("genreKey");

        private final String name;

        Field(String name) {
            this.name = name;
        }

        String indexed() {
            return name;
        }
    }

    boolean covers(int position) {
        return from <= position && position < until;
    }
}
