package dev.boxoffice.search.query.relevance;

import static dev.boxoffice.search.query.relevance.FieldQueryFactory.any;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.anyWord;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.begins;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.best;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.phrase;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.word;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.boxoffice.search.query.criteria.Leniency;
import dev.boxoffice.search.query.criteria.SearchTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Turns a term into a query whose score says how well an event is meant by it.
public final class RelevanceQueryFactory {

    private static final String SOME_WORDS = "60%";
    private static final float UNSCORED = 0;

    private final SearchTerm term;
    private final Leniency leniency;
    private final List<WordMeaning> meanings;
    private final Map<String, List<String>> corrections;

    /// @param corrections the words of the index nearest to each word of the term, the nearest first; none for a
    ///     term taken as typed
    public RelevanceQueryFactory(
            SearchTerm term, Leniency leniency, WordMeaningFinder finder, Map<String, List<String>> corrections) {
        this.term = term;
        this.leniency = leniency;
        this.meanings = finder.meanings(term);
        this.corrections = corrections;
    }

    /// Who is meant at all, without a score, for counting. The field `words` holds every word of the others, so that
    /// one question a word is enough, where a score asks a dozen.
    public Query unscored() {
        if (term.isEmpty()) {
            return FieldQueryFactory.nothing();
        }
        var ways = new ArrayList<Query>();
        ways.add(all(needed(this::waysWithoutScore), List.of()));
        for (var field : List.of("nameKeys", "performerKeys", "aliasKeys")) {
            ways.add(anyWord(field, List.of(term.key(), term.joined()), UNSCORED));
        }
        return any(ways);
    }

    private Query waysWithoutScore(int position) {
        var words = term.words();
        var word = words.get(position);
        var typed = new ArrayList<>(List.of(word));
        if (position > 0) {
            typed.add(words.get(position - 1) + word);
        }
        if (position + 1 < words.size()) {
            typed.add(word + words.get(position + 1));
        }
        typed.addAll(corrections.getOrDefault(word, List.of()));
        var ways = new ArrayList<Query>();
        ways.add(anyWord("words", typed, UNSCORED));
        if (position + 1 == words.size()) {
            ways.add(begins("words", word, UNSCORED));
        }
        meant(position).forEach(meaning -> ways.add(anyWord(meaning.field().indexed(), meaning.values(), UNSCORED)));
        return any(ways);
    }

    /// How well: a whole name counts as what it is, whatever its words would score. Words that name nobody in
    /// particular only say which whole names go first; the others go by rank.
    public Query query() {
        if (term.isEmpty()) {
            return FieldQueryFactory.nothing();
        }
        if (term.isOnlyFillers()) {
            return Query.of(q -> q.bool(b -> b.filter(unscored()).should(best(exactNames()))));
        }
        var ways = wholeNames();
        if (leniency == Leniency.AS_TYPED) {
            ways.add(words());
            return best(ways);
        }
        return any(List.of(words(), best(ways)));
    }

    /// Only those whose whole name it is or begins, scored as by [#query]: nobody else can stand before them.
    /// Absent where names say little.
    public Optional<Query> namesOnly() {
        return term.isEmpty() || term.isOnlyFillers() || leniency != Leniency.AS_TYPED
                ? Optional.empty()
                : Optional.of(best(wholeNames()));
    }

    private List<Query> exactNames() {
        var key = term.key();
        return List.of(
                word("nameKeys", key, RelevanceWeights.EXACT_NAME),
                word("performerKeys", key, RelevanceWeights.EXACT_PERFORMER),
                anyWord("aliasKeys", List.of(key, term.joined()), RelevanceWeights.EXACT_ALIAS));
    }

    private List<Query> wholeNames() {
        var key = term.key();
        var ways = new ArrayList<>(exactNames());
        ways.add(word("nameKeys", term.joined(), RelevanceWeights.EXACT_ALIAS));
        ways.add(word("performerKeys", term.joined(), RelevanceWeights.EXACT_ALIAS));
        ways.add(begins("nameKeys", key, RelevanceWeights.NAME_BEGINS));
        ways.add(begins("performerKeys", key, RelevanceWeights.PERFORMER_BEGINS));
        ways.add(word("venueKeys", key, RelevanceWeights.EXACT_VENUE));
        ways.add(word("cityKeys", key, RelevanceWeights.EXACT_CITY));
        ways.add(begins("venueKeys", key, RelevanceWeights.VENUE_BEGINS));
        ways.add(begins("cityKeys", key, RelevanceWeights.CITY_BEGINS));
        meanings.stream()
                .filter(meaning ->
                        meaning.until() - meaning.from() == term.words().size())
                .filter(meaning -> meaning.field() == WordMeaning.Field.PLACE)
                .forEach(meaning ->
                        ways.add(anyWord(meaning.field().indexed(), meaning.values(), RelevanceWeights.EXACT_CITY)));
        if (term.words().size() > 1) {
            ways.add(phrase("name", term.words(), RelevanceWeights.PHRASE_IN_NAME));
            ways.add(phrase("performers", term.words(), RelevanceWeights.PHRASE_IN_PERFORMER));
        }
        if (leniency != Leniency.AS_TYPED) {
            var corrected = term.corrected(corrections);
            ways.add(word("nameKeys", corrected, RelevanceWeights.MISTYPED_NAME));
            ways.add(word("performerKeys", corrected, RelevanceWeights.MISTYPED_NAME));
        }
        return ways;
    }

    private Query words() {
        var welcome = term.words().stream()
                .filter(term::isFiller)
                .map(word -> word("words", word, share(RelevanceWeights.FILLER)))
                .toList();
        return all(needed(position -> best(waysToMatch(position))), welcome);
    }

    private List<Query> needed(IntFunction<Query> match) {
        return IntStream.range(0, term.words().size())
                .filter(position -> !term.isFiller(term.words().get(position)))
                .mapToObj(match)
                .toList();
    }

    private Query all(List<Query> needed, List<Query> welcome) {
        if (leniency == Leniency.SOME_WORDS) {
            return Query.of(q ->
                    q.bool(b -> b.must(m -> m.bool(some -> some.should(needed).minimumShouldMatch(SOME_WORDS)))
                            .should(welcome)));
        }
        return Query.of(q -> q.bool(b -> b.must(needed).should(welcome)));
    }

    private List<Query> waysToMatch(int position) {
        var words = term.words();
        var word = words.get(position);
        var ways = new ArrayList<>(List.of(
                word("name", word, share(RelevanceWeights.WORD_OF_NAME)),
                word("performers", word, share(RelevanceWeights.WORD_OF_PERFORMER)),
                word("aliases", word, share(RelevanceWeights.WORD_OF_ALIAS)),
                word("venue", word, share(RelevanceWeights.WORD_OF_VENUE)),
                word("city", word, share(RelevanceWeights.WORD_OF_CITY)),
                word("words", word, share(RelevanceWeights.WORD_ELSEWHERE))));
        meant(position)
                .forEach(meaning -> ways.add(
                        anyWord(meaning.field().indexed(), meaning.values(), share(RelevanceWeights.WORD_OF_CITY))));
        // "cold play": two words typed for one.
        if (position > 0) {
            ways.add(word("words", words.get(position - 1) + word, share(RelevanceWeights.WORD_OF_ALIAS)));
        }
        if (position + 1 < words.size()) {
            ways.add(word("words", word + words.get(position + 1), share(RelevanceWeights.WORD_OF_ALIAS)));
        } else {
            // The last word may be unfinished.
            ways.add(begins("name", word, share(RelevanceWeights.WORD_BEGINS_IN_NAME)));
            ways.add(begins("performers", word, share(RelevanceWeights.WORD_BEGINS_IN_PERFORMER)));
            ways.add(begins("words", word, share(RelevanceWeights.WORD_BEGINS_ELSEWHERE)));
        }
        var corrected = corrections.getOrDefault(word, List.of());
        if (!corrected.isEmpty()) {
            ways.add(anyWord("name", corrected, share(RelevanceWeights.WORD_MISTYPED_IN_NAME)));
            ways.add(anyWord("performers", corrected, share(RelevanceWeights.WORD_MISTYPED_IN_PERFORMER)));
            ways.add(anyWord("words", corrected, share(RelevanceWeights.WORD_MISTYPED_ELSEWHERE)));
        }
        return ways;
    }

    private List<WordMeaning> meant(int position) {
        return meanings.stream().filter(meaning -> meaning.covers(position)).toList();
    }

    private float share(float weight) {
        return RelevanceWeights.ALL_WORDS * weight / term.words().size();
    }
}
