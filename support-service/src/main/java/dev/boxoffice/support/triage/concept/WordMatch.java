package dev.boxoffice.support.triage.concept;

import java.util.BitSet;

/// Compares the words of one text with those of the concepts. A word that is known as it stands is never taken for
/// another one with a typo.
final class WordMatch {
    private final ClauseText text;
    private final BitSet known;

    WordMatch(ClauseText text, BitSet known) {
        this.text = text;
        this.known = known;
    }

    int size() {
        return text.size();
    }

    boolean sameClause(int one, int other) {
        return text.sameClause(one, other);
    }

    boolean is(int at, ConceptWord word) {
        var written = text.words().get(at);
        return word.matches(written) || (!known.get(at) && word.mayBe(written));
    }
}
