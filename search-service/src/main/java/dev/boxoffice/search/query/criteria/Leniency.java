package dev.boxoffice.search.query.criteria;

/// How much is forgiven: first nothing, then typing mistakes, then words that match nothing at all.
public enum Leniency {
    AS_TYPED,
    MISTYPED,
    SOME_WORDS
}
