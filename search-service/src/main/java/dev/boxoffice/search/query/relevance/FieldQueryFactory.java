package dev.boxoffice.search.query.relevance;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;

/// The few kinds of question put to a field. Each scores its weight and nothing else, so that scores can be read.
final class FieldQueryFactory {

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

    /// Any of these, which are all worth the same.
    static Query anyWord(String field, List<String> words, float weight) {
        var values = words.stream().distinct().map(FieldValue::of).toList();
        return weighed(Query.of(q -> q.terms(t -> t.field(field).terms(any -> any.value(values)))), weight);
    }

    /// One mistake behind the first letter.
    static Query mistyped(String field, String word) {
        return Query.of(q -> q.fuzzy(
                f -> f.field(field).value(word).fuzziness("1").prefixLength(1).maxExpansions(10)));
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
