package dev.boxoffice.search.query.relevance;

import static dev.boxoffice.search.query.relevance.FieldQueryFactory.any;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.begins;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.best;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.mistyped;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.mistypedName;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.phrase;
import static dev.boxoffice.search.query.relevance.FieldQueryFactory.word;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.boxoffice.search.query.criteria.SearchTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Turns a term into a query whose score says how well an event is meant by it.
public final class RelevanceQueryFactory {

    /// How much is forgiven: first nothing, then typing mistakes, then words that match nothing at all.
    public enum Leniency {
        AS_TYPED,
        MISTYPED,
        SOME_WORDS
    }

    private static final String SOME_WORDS = "60%";
    private static final float UNSCORED = 0;

    private final SearchTerm term;
    private final Leniency leniency;

    public RelevanceQueryFactory(SearchTerm term, Leniency leniency) {
        this.term = term;
        this.leniency = leniency;
    }

    /// Who is meant at all, without a score, for counting. The field `words` holds every word of the others, so that
    /// one
    /// question a word is enough, where a score asks a dozen.
    public Query unscored() {
        if (term.isEmpty()) {
            return FieldQueryFactory.nothing();
        }
        var ways = new ArrayList<Query>();
        ways.add(all(needed(this::waysWithoutScore), List.of()));
        for (var field : List.of("nameKeys", "performerKeys", "aliasKeys")) {
            ways.add(word(field, term.key(), UNSCORED));
            ways.add(word(field, term.joined(), UNSCORED));
        }
        if (leniency != Leniency.AS_TYPED) {
            ways.add(mistypedName("nameKeys", term.key(), UNSCORED));
            ways.add(mistypedName("performerKeys", term.key(), UNSCORED));
            ways.add(mistypedName("aliasKeys", term.joined(), UNSCORED));
        }
        return any(ways);
    }

    private Query waysWithoutScore(int position) {
        var words = term.words();
        var word = words.get(position);
        var ways = new ArrayList<Query>();
        ways.add(word("words", word, UNSCORED));
        if (position > 0) {
            ways.add(word("words", words.get(position - 1) + word, UNSCORED));
        }
        if (position + 1 < words.size()) {
            ways.add(word("words", word + words.get(position + 1), UNSCORED));
        } else {
            ways.add(begins("words", word, UNSCORED));
        }
        if (leniency != Leniency.AS_TYPED) {
            ways.add(mistyped("words", word, UNSCORED));
        }
        return any(ways);
    }

    /// How well.
    public Query query() {
        if (term.isEmpty()) {
            return FieldQueryFactory.nothing();
        }
        var ways = new ArrayList<Query>();
        ways.add(words());
        ways.add(best(wholeNames()));
        return any(ways);
    }

    private List<Query> wholeNames() {
        var key = term.key();
        var ways = new ArrayList<>(List.of(
                word("nameKeys", key, RelevanceWeights.EXACT_NAME),
                word("performerKeys", key, RelevanceWeights.EXACT_PERFORMER),
                word("aliasKeys", key, RelevanceWeights.EXACT_ALIAS),
                word("aliasKeys", term.joined(), RelevanceWeights.EXACT_ALIAS),
                word("nameKeys", term.joined(), RelevanceWeights.EXACT_ALIAS),
                word("performerKeys", term.joined(), RelevanceWeights.EXACT_ALIAS),
                begins("nameKeys", key, RelevanceWeights.NAME_BEGINS),
                begins("performerKeys", key, RelevanceWeights.PERFORMER_BEGINS),
                word("venueKeys", key, RelevanceWeights.EXACT_VENUE),
                word("cityKeys", key, RelevanceWeights.EXACT_CITY),
                begins("venueKeys", key, RelevanceWeights.VENUE_BEGINS),
                begins("cityKeys", key, RelevanceWeights.CITY_BEGINS)));
        if (term.words().size() > 1) {
            ways.add(phrase("name", term.words(), RelevanceWeights.PHRASE_IN_NAME));
            ways.add(phrase("performers", term.words(), RelevanceWeights.PHRASE_IN_PERFORMER));
        }
        if (leniency != Leniency.AS_TYPED) {
            ways.add(mistypedName("nameKeys", key, RelevanceWeights.MISTYPED_NAME));
            ways.add(mistypedName("performerKeys", key, RelevanceWeights.MISTYPED_NAME));
            ways.add(mistypedName("aliasKeys", term.joined(), RelevanceWeights.MISTYPED_NAME));
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
        if (leniency != Leniency.AS_TYPED) {
            ways.add(mistyped("name", word, share(RelevanceWeights.WORD_MISTYPED_IN_NAME)));
            ways.add(mistyped("performers", word, share(RelevanceWeights.WORD_MISTYPED_IN_PERFORMER)));
            ways.add(mistyped("words", word, share(RelevanceWeights.WORD_MISTYPED_ELSEWHERE)));
        }
        return ways;
    }

    private float share(float weight) {
        return RelevanceWeights.ALL_WORDS * weight / term.words().size();
    }
}
