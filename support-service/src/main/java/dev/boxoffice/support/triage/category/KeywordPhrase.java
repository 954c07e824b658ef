package dev.boxoffice.support.triage.category;

import java.util.List;

/// A keyword phrase: its words in this order, with at most [#MAX_GAP] others between two of them.
record KeywordPhrase(String text, NormalizedText words) {

    static final int MAX_GAP = 5;

    static KeywordPhrase of(String text) {
        return new KeywordPhrase(text, NormalizedText.of(text));
    }

    boolean isIn(NormalizedText text) {
        if (words.list().isEmpty()) {
            return false;
        }
        if (isWrittenWithoutSpaces()) {
            return text.joined().contains(words.joined());
        }
        for (var start = 0; start < text.list().size(); start++) {
            if (text.list().get(start).equals(words.list().getFirst()) && continuesFrom(text.list(), start)) {
                return true;
            }
        }
        return false;
    }

    private boolean continuesFrom(List<String> text, int start) {
        var at = start;
        for (var word : words.list().subList(1, words.list().size())) {
            var last = Math.min(text.size(), at + MAX_GAP + 2);
            var found = text.subList(at + 1, last).indexOf(word);
            if (found < 0) {
                return false;
            }
            at += found + 1;
        }
        return true;
    }

    private boolean isWrittenWithoutSpaces() {
        return words.joined().codePoints().anyMatch(KeywordPhrase::isCjk);
    }

    private static boolean isCjk(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> true;
            default -> false;
        };
    }
}
