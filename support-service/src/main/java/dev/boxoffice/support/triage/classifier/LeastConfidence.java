package dev.boxoffice.support.triage.classifier;

import java.util.Map;

/// How sure the classifier has to be of a category. Where it errs more often than elsewhere it has to be surer, chosen
/// on the sentences it learns from alone, a fifth of them left out in turn (decision 0069).
///
/// @param toVote least likelihood for a vote: precision is dearer than recall, for what stays silent is soon seen by
///     people
/// @param toBelieve least likelihood for a rule that came with the desk to count
record LeastConfidence(double toVote, double toBelieve) {

    private static final LeastConfidence USUAL = new LeastConfidence(0.75, 0.15);

    private static final Map<String, LeastConfidence> HIGHER = Map.of(
            "EVENT_CANCELLED", new LeastConfidence(0.75, 0.3),
            "PAYMENT_FAILED", new LeastConfidence(0.9, 0.5),
            "REFUND_LATE", new LeastConfidence(0.75, 0.7),
            "REFUND_REQUEST", new LeastConfidence(0.75, 0.5),
            "SEAT_PROBLEM", new LeastConfidence(0.75, 0.3),
            "TICKET_DELIVERY", new LeastConfidence(0.9, 0.8));

    static LeastConfidence of(String category) {
        return HIGHER.getOrDefault(category, USUAL);
    }
}
