package dev.boxoffice.support.triage.concept;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a text says: which concepts it speaks of, where, and whether it denies them.
public final class ConceptReading {
    /// A denial reaches this many words ahead.
    private static final int DENIES_AHEAD = 5;

    /// And, where the language puts it behind, this many back.
    private static final int DENIES_BACK = 3;

    /// A supposition reaches this far.
    private static final int SUPPOSES_AHEAD = 8;

    /// In so few words nobody needs to say that they speak for themselves: `wrong name on ticket`.
    private static final int SHORT_CLAUSE = 10;

    private final ClauseText text;
    private final Map<String, List<ConceptMention>> mentions;

    private ConceptReading(ClauseText text, Map<String, List<ConceptMention>> mentions) {
        this.text = text;
        this.mentions = mentions;
    }

    /// @param places of each mention's words, in order
    static ConceptReading of(ClauseText text, Map<String, List<int[]>> places) {
        var scope = new Scope(text, places);
        var mentions = new HashMap<String, List<ConceptMention>>();
        places.forEach((name, found) ->
                mentions.put(name, found.stream().map(scope::mention).toList()));
        return new ConceptReading(text, mentions);
    }

    /// The concepts spoken of, and [denied][#denied] ones, by name.
    public SortedSet<String> stated() {
        var stated = new TreeSet<String>();
        mentions.forEach((name, found) -> found.forEach(mention -> stated.add(mention.denied() ? denied(name) : name)));
        return stated;
    }

    public static String denied(String concept) {
        return concept + "-";
    }

    List<ConceptMention> of(String concept) {
        return mentions.getOrDefault(concept, List.of());
    }

    /// Whether somebody speaks for themselves there.
    boolean isPersonal(ConceptMention mention) {
        var speakers = mentions.get(Concept.SPEAKER);
        return isShort(mention.first())
                || (speakers != null && speakers.stream().anyMatch(speaker -> speaker.isNear(mention)));
    }

    private boolean isShort(int at) {
        var clause = text.clauses().get(at);
        return text.clauses().stream().filter(clause::equals).count() <= SHORT_CLAUSE;
    }

    /// How far denials and suppositions of one text reach.
    private record Scope(ClauseText text, Map<String, List<int[]>> places) {

        ConceptMention mention(int[] words) {
            return new ConceptMention(words[0], words[words.length - 1], denies(words), supposes(words[0]));
        }

        private boolean denies(int[] words) {
            return at(Concept.NOT).stream().anyMatch(not -> reachesAhead(not, words) || standsWithin(not, words))
                    || at(Concept.NEVER_ANY).stream()
                            .anyMatch(not -> reachesAhead(not, words)
                                    || standsWithin(not, words)
                                    || reachesBack(not, words[words.length - 1]));
        }

        private boolean supposes(int first) {
            return at(Concept.WHAT_IF).stream()
                    .anyMatch(supposed -> last(supposed) < first && first - last(supposed) <= SUPPOSES_AHEAD);
        }

        private List<int[]> at(String name) {
            return places.getOrDefault(name, List.of());
        }

        /// From a denial to what it denies; one that is part of the wording itself denies nothing in it.
        private boolean reachesAhead(int[] not, int[] words) {
            return last(not) < words[0] && words[0] - last(not) <= DENIES_AHEAD && unbroken(last(not), words[0]);
        }

        /// Between the words of the wording, and none of them: `lässt uns nicht rein`.
        private static boolean standsWithin(int[] not, int[] words) {
            return not[0] > words[0]
                    && last(not) < last(words)
                    && Arrays.stream(words).noneMatch(word -> word == not[0]);
        }

        private boolean reachesBack(int[] not, int last) {
            return last < not[0] && not[0] - last <= DENIES_BACK && unbroken(last, not[0]);
        }

        private boolean unbroken(int from, int to) {
            return text.sameClause(from, to)
                    && Stream.of(Concept.BUT, Concept.AND)
                            .flatMap(name -> at(name).stream())
                            .noneMatch(join -> join[0] > from && join[0] < to);
        }

        private static int last(int[] words) {
            return words[words.length - 1];
        }
    }
}
