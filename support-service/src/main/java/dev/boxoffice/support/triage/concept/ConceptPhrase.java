package dev.boxoffice.support.triage.concept;

import java.util.Arrays;
import java.util.List;

/// One wording of a concept: its words in this order, with at most [#MAX_GAP] others between two of them,
/// all in one clause.
record ConceptPhrase(List<ConceptWord> words) {

    private static final int MAX_GAP = 2;
    private static final int[] NOWHERE = {};

    static ConceptPhrase of(String written) {
        return new ConceptPhrase(Arrays.stream(written.strip().split("\\s+"))
                .map(ConceptWord::of)
                .toList());
    }

    /// @return the positions of its words where it begins at this position; empty where it does not
    int[] from(WordMatch text, int start) {
        if (!text.is(start, words.getFirst())) {
            return NOWHERE;
        }
        var places = new int[words.size()];
        places[0] = start;
        for (var i = 1; i < places.length; i++) {
            places[i] = nextAfter(text, places[i - 1], words.get(i));
            if (places[i] < 0) {
                return NOWHERE;
            }
        }
        return places;
    }

    private static int nextAfter(WordMatch text, int at, ConceptWord word) {
        for (var next = at + 1; next <= Math.min(at + 1 + MAX_GAP, text.size() - 1); next++) {
            if (text.sameClause(at, next) && text.is(next, word)) {
                return next;
            }
        }
        return -1;
    }
}
