package dev.boxoffice.support.triage.concept;

/// One word as a concept names it: whole, by its beginning (`refund*`), its end (`*karte`) or its middle.
record ConceptWord(String stem, boolean openBefore, boolean openAfter) {

    /// Shorter words are too like one another for a typo to be told from another word.
    private static final int SHORTEST_WITH_TYPO = 7;

    static ConceptWord of(String written) {
        var before = written.startsWith("*");
        var after = written.length() > 1 && written.endsWith("*");
        var stem = written.substring(before ? 1 : 0, written.length() - (after ? 1 : 0));
        return new ConceptWord(ClauseText.folded(stem), before, after);
    }

    boolean matches(String word) {
        if (openBefore && openAfter) {
            return word.contains(stem);
        }
        if (openBefore) {
            return word.endsWith(stem);
        }
        return openAfter ? word.startsWith(stem) : word.equals(stem);
    }

    /// Whether the word may be this one with one letter wrong, missing, doubled or two exchanged; never the first.
    boolean mayBe(String word) {
        if (openBefore || stem.length() < SHORTEST_WITH_TYPO || word.isEmpty() || word.charAt(0) != stem.charAt(0)) {
            return false;
        }
        if (!openAfter) {
            return oneEditApart(stem, word);
        }
        for (var length = stem.length() - 1; length <= stem.length() + 1; length++) {
            if (length <= word.length() && oneEditApart(stem, word.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    private static boolean oneEditApart(String one, String other) {
        var shorter = one.length() <= other.length() ? one : other;
        var longer = one.length() <= other.length() ? other : one;
        if (longer.length() - shorter.length() > 1) {
            return false;
        }
        var same = 0;
        while (same < shorter.length() && shorter.charAt(same) == longer.charAt(same)) {
            same++;
        }
        if (shorter.length() < longer.length()) {
            return longer.substring(same + 1).equals(shorter.substring(same));
        }
        var rest = Math.min(same + 1, one.length());
        return one.substring(rest).equals(other.substring(rest)) || exchanged(one, other, same);
    }

    private static boolean exchanged(String one, String other, int at) {
        return at + 1 < one.length()
                && one.charAt(at) == other.charAt(at + 1)
                && one.charAt(at + 1) == other.charAt(at)
                && one.substring(at + 2).equals(other.substring(at + 2));
    }
}
