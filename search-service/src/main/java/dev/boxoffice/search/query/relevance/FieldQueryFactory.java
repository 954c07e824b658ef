package dev.boxoffice.search.query.relevance;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;

/// The few kinds of question put to a field. Each scores its weight and nothing else, so that scores can be read.
final class FieldQueryFactory {

    /// Longer words and names are not compared letter by letter: the automaton for it would be huge.
    private static final int LONGEST_MISTYPED = 40;

    private FieldQueryFactory() {}

    static Query word(String field, String word, float weight) {
        return weighed(Query.of(q -> q.term(t -> t.field(field).value(word))), weight);
    }

    static Query begins(String field, String beginning, float weight) {
        return weighed(Query.of(q -> q.prefix(p -> p.field(field).value(beginning))), weight);
    }

    static Query phrase(String field, List<String> words, float weight) {
        return weighed(Query.of(q -> q.matchPhrase(p -> p.field(field).query(String.join(" ", words)))), weight);
    }

    /// One mistake from three letters on, two from six.
    static Query mistyped(String field, String word, float weight) {
        return mistyped(field, word, 0, weight);
    }

    /// A whole name with a mistake behind its first letter. There are as many names as events: with any first letter
    /// allowed, finding those within two mistakes would touch most of them.
    static Query mistypedName(String field, String name, float weight) {
        return mistyped(field, name, 1, weight);
    }

    private static Query mistyped(String field, String word, int surely, float weight) {
        if (word.length() > LONGEST_MISTYPED) {
            return word(field, word, weight);
        }
        return weighed(
                Query.of(q -> q.fuzzy(f -> f.field(field)
                        .value(word)
                        .fuzziness("AUTO")
                        .prefixLength(surely)
                        .transpositions(true)
                        .maxExpansions(50))),
                weight);
    }

    private static Query weighed(Query query, float weight) {
        return Query.of(q -> q.constantScore(c -> c.filter(query).boost(weight)));
    }

    /// The best of several ways counts, not their sum.
    static Query best(List<Query> ways) {
        return Query.of(q -> q.disMax(d -> d.queries(ways).tieBreaker(0.0)));
    }

    static Query any(List<Query> ways) {
        return Query.of(q -> q.bool(b -> b.should(ways).minimumShouldMatch("1")));
    }

    static Query nothing() {
        return Query.of(q -> q.matchNone(none -> none));
    }
}
