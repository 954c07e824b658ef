package dev.boxoffice.support.triage.concept;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The concepts of one version of the rules, ready to be looked for.
public final class ConceptSet {
    private record Phrases(String name, List<ConceptPhrase> phrases) {}

    public static final ConceptSet NONE = new ConceptSet(List.of());

    private final List<Phrases> concepts;
    private final Set<String> names;
    /// Words known as they stand, for a quick look.
    private final Set<String> whole = new HashSet<>();
    private final List<ConceptWord> open = new ArrayList<>();

    public ConceptSet(List<Concept> concepts) {
        var byName = new LinkedHashMap<String, Phrases>();
        for (var concept : concepts) {
            var phrases = concept.words().stream().map(ConceptPhrase::of).toList();
            byName.put(concept.name(), new Phrases(concept.name(), phrases));
            phrases.forEach(phrase -> phrase.words().forEach(this::learn));
        }
        this.concepts = List.copyOf(byName.values());
        this.names = Set.copyOf(byName.keySet());
    }

    private void learn(ConceptWord word) {
        if (word.openBefore() || word.openAfter()) {
            open.add(word);
        } else {
            whole.add(word.stem());
        }
    }

    public boolean knows(String name) {
        return names.contains(name);
    }

    /// Where the text speaks of which concept.
    public ConceptReading read(ClauseText text) {
        var match = new WordMatch(text, known(text));
        var found = new HashMap<String, List<int[]>>();
        for (var concept : concepts) {
            var places = places(match, concept.phrases());
            if (!places.isEmpty()) {
                found.put(concept.name(), places);
            }
        }
        return ConceptReading.of(text, Map.copyOf(found));
    }

    private BitSet known(ClauseText text) {
        var known = new BitSet(text.size());
        for (var at = 0; at < text.size(); at++) {
            var word = text.words().get(at);
            known.set(at, whole.contains(word) || open.stream().anyMatch(pattern -> pattern.matches(word)));
        }
        return known;
    }

    private static List<int[]> places(WordMatch text, List<ConceptPhrase> phrases) {
        var found = new ArrayList<int[]>();
        for (var start = 0; start < text.size(); start++) {
            for (var phrase : phrases) {
                var places = phrase.from(text, start);
                if (places.length > 0) {
                    found.add(places);
                }
            }
        }
        return found;
    }
}
