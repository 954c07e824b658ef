package dev.boxoffice.support.triage.category;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The telling words of a report that no rule understood, shortened so that inflections are one: what makes such
/// reports alike.
public final class ReportWords {
    private static final int SHORTEST = 4;
    private static final int STEM = 6;
    private static final int MOST = 24;
    private static final int FEWEST_SHARED = 2;

    /// Words that say nothing about what happened.
    private static final Set<String> SILENT = Set.of(
            "this",
            "that",
            "with",
            "have",
            "from",
            "your",
            "there",
            "what",
            "when",
            "they",
            "just",
            "please",
            "hello",
            "question",
            "thanks",
            "about",
            "some",
            "something",
            "odd",
            "nicht",
            "eine",
            "einen",
            "haben",
            "habe",
            "bitte",
            "hallo",
            "danke",
            "wird",
            "sind",
            "dass",
            "auch",
            "mich",
            "mein",
            "meine",
            "vous",
            "avec",
            "pour",
            "dans",
            "mais",
            "bonjour",
            "merci",
            "plus",
            "para",
            "como",
            "pero",
            "esta",
            "hola",
            "gracias",
            "favor",
            "sono",
            "della",
            "come",
            "ciao",
            "grazie",
            "niet",
            "voor",
            "maar",
            "deze",
            "mijn",
            "bedankt");

    private ReportWords() {}

    public static List<String> of(String subject, String body) {
        return NormalizedText.of(subject + " " + body).list().stream()
                .filter(word -> word.length() >= SHORTEST && !SILENT.contains(word))
                .map(word -> word.substring(0, Math.min(word.length(), STEM)))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /// Whether they share at least half of the shorter one's words, and more than one.
    public static boolean areAlike(Collection<String> one, Collection<String> other) {
        var shared = new HashSet<>(one);
        shared.retainAll(other);
        return shared.size() >= FEWEST_SHARED && shared.size() * 2 >= Math.min(one.size(), other.size());
    }
}
