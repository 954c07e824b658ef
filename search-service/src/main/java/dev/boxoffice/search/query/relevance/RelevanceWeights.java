package dev.boxoffice.search.query.relevance;

/// How much each way of matching counts; docs/decisions explains the order and test JudgedQueriesTest measures it.
///
/// Whole-name matches differ by hundreds and words of one query share [#ALL_WORDS]: no tier can be overtaken from
/// below. What merely separates equals (sooner, more seats left) is no score at all but the next field of the
/// order.
public final class RelevanceWeights {

    // The whole query is a whole name, or begins one.
    static final float EXACT_NAME = 1000;
    static final float EXACT_PERFORMER = 800;
    static final float EXACT_ALIAS = 700;
    static final float NAME_BEGINS = 600;
    static final float PERFORMER_BEGINS = 560;
    static final float PHRASE_IN_NAME = 450;
    static final float PHRASE_IN_PERFORMER = 430;
    static final float EXACT_VENUE = 300;
    static final float EXACT_CITY = 280;
    static final float VENUE_BEGINS = 250;
    static final float CITY_BEGINS = 230;
    static final float MISTYPED_NAME = 15;

    // One word of the query; each is divided by the number of words.
    static final float ALL_WORDS = 100;
    static final float WORD_OF_NAME = 1.0f;
    static final float WORD_OF_PERFORMER = 0.9f;
    static final float WORD_OF_ALIAS = 0.8f;
    static final float WORD_BEGINS_IN_NAME = 0.7f;
    static final float WORD_BEGINS_IN_PERFORMER = 0.65f;
    static final float WORD_OF_VENUE = 0.5f;
    static final float WORD_OF_CITY = 0.5f;
    static final float WORD_ELSEWHERE = 0.45f;
    static final float WORD_BEGINS_ELSEWHERE = 0.4f;
    static final float WORD_MISTYPED_IN_NAME = 0.25f;
    static final float WORD_MISTYPED_IN_PERFORMER = 0.24f;
    static final float WORD_MISTYPED_ELSEWHERE = 0.18f;
    static final float FILLER = 0.05f;

    /// Where past events may be among the found: less than any step, so that it only separates equals.
    public static final float TO_COME = 0.02f;

    private RelevanceWeights() {}
}
