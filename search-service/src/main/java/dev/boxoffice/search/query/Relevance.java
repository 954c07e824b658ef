package dev.boxoffice.search.query;

import static dev.boxoffice.search.query.Queries.begins;
import static dev.boxoffice.search.query.Queries.best;
import static dev.boxoffice.search.query.Queries.mistyped;
import static dev.boxoffice.search.query.Queries.phrase;
import static dev.boxoffice.search.query.Queries.word;

import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScore;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.boxoffice.search.index.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Turns a term into a query whose score says how well an event is meant by it.
final class Relevance {

    /// How much is forgiven: first nothing, then typing mistakes, then words that match nothing at all.
    enum Leniency {
        AS_TYPED,
        MISTYPED,
        SOME_WORDS
    }

    private static final String SOME_WORDS = "60%";

    private final Term term;
    private final Leniency leniency;

    Relevance(Term term, Leniency leniency) {
        this.term = term;
        this.leniency = leniency;
    }

    Query query() {
        var ways = new ArrayList<Query>();
        ways.add(words());
        ways.add(best(wholeNames()));
        return Query.of(q -> q.bool(b -> b.should(ways).minimumShouldMatch("1")));
    }

    private List<Query> wholeNames() {
        var key = term.key();
        var ways = new ArrayList<>(List.of(
                word("nameKeys", key, Weights.EXACT_NAME),
                word("performerKeys", key, Weights.EXACT_PERFORMER),
                word("aliasKeys", key, Weights.EXACT_ALIAS),
                word("aliasKeys", term.joined(), Weights.EXACT_ALIAS),
                word("nameKeys", term.joined(), Weights.EXACT_ALIAS),
                word("performerKeys", term.joined(), Weights.EXACT_ALIAS),
                begins("nameKeys", key, Weights.NAME_BEGINS),
                begins("performerKeys", key, Weights.PERFORMER_BEGINS),
                word("venueKeys", key, Weights.EXACT_VENUE),
                word("cityKeys", key, Weights.EXACT_CITY),
                begins("venueKeys", key, Weights.VENUE_BEGINS),
                begins("cityKeys", key, Weights.CITY_BEGINS)));
        if (term.words().size() > 1) {
            ways.add(phrase("name", term.words(), Weights.PHRASE_IN_NAME));
            ways.add(phrase("performers", term.words(), Weights.PHRASE_IN_PERFORMER));
        }
        if (leniency != Leniency.AS_TYPED) {
            ways.add(mistyped("nameKeys", key, Weights.MISTYPED_NAME));
            ways.add(mistyped("performerKeys", key, Weights.MISTYPED_NAME));
            ways.add(mistyped("aliasKeys", term.joined(), Weights.MISTYPED_NAME));
        }
        return ways;
    }

    private Query words() {
        var words = term.words();
        var needed = new ArrayList<Query>();
        var welcome = new ArrayList<Query>();
        for (int i = 0; i < words.size(); i++) {
            if (term.isFiller(words.get(i))) {
                welcome.add(word("words", words.get(i), share(Weights.FILLER)));
            } else {
                needed.add(best(waysToMatch(i)));
            }
        }
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
                word("name", word, share(Weights.WORD_OF_NAME)),
                word("performers", word, share(Weights.WORD_OF_PERFORMER)),
                word("aliases", word, share(Weights.WORD_OF_ALIAS)),
                word("venue", word, share(Weights.WORD_OF_VENUE)),
                word("city", word, share(Weights.WORD_OF_CITY)),
                word("words", word, share(Weights.WORD_ELSEWHERE))));
        // "cold play": two words typed for one.
        if (position > 0) {
            ways.add(word("words", words.get(position - 1) + word, share(Weights.WORD_OF_ALIAS)));
        }
        if (position + 1 < words.size()) {
            ways.add(word("words", word + words.get(position + 1), share(Weights.WORD_OF_ALIAS)));
        } else {
            // The last word may be unfinished.
            ways.add(begins("name", word, share(Weights.WORD_BEGINS_IN_NAME)));
            ways.add(begins("performers", word, share(Weights.WORD_BEGINS_IN_PERFORMER)));
            ways.add(begins("words", word, share(Weights.WORD_BEGINS_ELSEWHERE)));
        }
        if (leniency != Leniency.AS_TYPED) {
            ways.add(mistyped("name", word, share(Weights.WORD_MISTYPED_IN_NAME)));
            ways.add(mistyped("performers", word, share(Weights.WORD_MISTYPED_IN_PERFORMER)));
            ways.add(mistyped("words", word, share(Weights.WORD_MISTYPED_ELSEWHERE)));
        }
        return ways;
    }

    private float share(float weight) {
        return Weights.ALL_WORDS * weight / term.words().size();
    }

    /// Sooner and more available first, but only among events the term means equally.
    static Query amongEquals(Query matching, Instant now) {
        var always = FunctionScore.of(f -> f.weight(1.0));
        var soon = FunctionScore.of(f -> f.filter(dated -> dated.exists(e -> e.field("startsAt")))
                .exp(decay -> decay.date(date -> date.field("startsAt")
                        .placement(p -> p.origin(now.toString())
                                .scale(Time.of(scale -> scale.time(Weights.SOON_HALVES_EVERY)))
                                .decay(0.5))))
                .weight(Weights.SOON));
        return Query.of(q -> q.functionScore(f -> f.query(matching)
                .functions(
                        always,
                        soon,
                        left(Availability.AVAILABLE, Weights.AVAILABLE),
                        left(Availability.FEW_LEFT, Weights.FEW_LEFT))
                .scoreMode(FunctionScoreMode.Sum)
                .boostMode(FunctionBoostMode.Multiply)));
    }

    private static FunctionScore left(Availability availability, double weight) {
        return FunctionScore.of(f -> f.filter(
                        q -> q.term(t -> t.field("availability").value(availability.name())))
                .weight(weight));
    }
}
