package dev.boxoffice.search.query;

import java.util.List;

/// The answer of `GET /search/suggest`.
record SuggestionAnswer(List<Suggestion> suggestions) {

    /// @param id of the event, performer or venue; a city's is its folded name
    record Suggestion(String text, Kind kind, String id) {}

    /// What is suggested, in the order preferred among equals.
    enum Kind {
        PERFORMER("suggestPerformer"),
        EVENT("suggestEvent"),
        VENUE("suggestVenue"),
        CITY("suggestCity");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }
    }
}
