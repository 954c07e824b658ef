package dev.boxoffice.support.triage.concept;

/// Where a text speaks of a concept.
///
/// @param denied whether the text says that it is not so
/// @param supposed whether the text merely asks what would be
record ConceptMention(int first, int last, boolean denied, boolean supposed) {
    /// What belongs together stands within so many words.
    private static final int WINDOW = 14;

    boolean isNear(ConceptMention other) {
        return Math.max(last, other.last) - Math.min(first, other.first) < WINDOW;
    }
}
