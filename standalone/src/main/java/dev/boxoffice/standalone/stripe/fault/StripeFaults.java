package dev.boxoffice.standalone.stripe.fault;

import dev.boxoffice.standalone.stripe.model.SimulatedOutcome;
import org.jspecify.annotations.Nullable;

/// What goes wrong on purpose, from now until it is changed; `outcome` is what every confirmation comes to,
/// whatever the card says.
public record StripeFaults(
        @Nullable Deliveries webhooks,
        @Nullable Answers answers,
        @Nullable SimulatedOutcome outcome) {
    public static final StripeFaults NONE = new StripeFaults(null, null, null);

    public StripeFaults {
        webhooks = webhooks == null ? Deliveries.GOOD : webhooks;
        answers = answers == null ? Answers.GOOD : answers;
    }

    /// Faults of webhooks. Rates are shares between 0 and 1, `dropNext` is a count.
    ///
    /// - `delayMs`: every delivery waits this long first;
    /// - `reorderMs`: and then a random time up to this, so that deliveries overtake each other;
    /// - `repeat`: every event is delivered this many times (0 and 1 both mean once);
    /// - `dropRate`, `dropNext`: events that are never delivered; they stay in the list of events.
    public record Deliveries(long delayMs, long reorderMs, int repeat, double dropRate, int dropNext) {
        static final Deliveries GOOD = new Deliveries(0, 0, 1, 0, 0);
    }

    /// Faults of answers. Rates are shares between 0 and 1, `…Next` are counts.
    ///
    /// - `latencyMs`: every answer takes this much longer, or until these faults are over;
    /// - `errorRate`, `failNext`: requests answered with 500 and not carried out;
    /// - `loseRate`, `loseNext`: requests carried out whose answer never arrives, as the connection breaks.
    ///
    /// Mind that the `HttpURLConnection` under stripe-java sends a request once more by itself when that happens.
    public record Answers(long latencyMs, double errorRate, int failNext, double loseRate, int loseNext) {
        static final Answers GOOD = new Answers(0, 0, 0, 0, 0);
    }

    public StripeFaults reorderingWebhooks(long withinMs) {
        var now = deliveries();
        return with(new Deliveries(now.delayMs, withinMs, now.repeat, now.dropRate, now.dropNext));
    }

    public StripeFaults repeatingWebhooks(int times) {
        var now = deliveries();
        return with(new Deliveries(now.delayMs, now.reorderMs, times, now.dropRate, now.dropNext));
    }

    public StripeFaults droppingWebhooks(double rate) {
        var now = deliveries();
        return with(new Deliveries(now.delayMs, now.reorderMs, now.repeat, rate, now.dropNext));
    }

    public StripeFaults slowBy(long ms) {
        var now = requests();
        return with(new Answers(ms, now.errorRate, now.failNext, now.loseRate, now.loseNext));
    }

    public StripeFaults failing(double rate) {
        var now = requests();
        return with(new Answers(now.latencyMs, rate, now.failNext, now.loseRate, now.loseNext));
    }

    public StripeFaults failingNext(int requests) {
        var now = requests();
        return with(new Answers(now.latencyMs, now.errorRate, requests, now.loseRate, now.loseNext));
    }

    public StripeFaults losingResponses(double rate) {
        var now = requests();
        return with(new Answers(now.latencyMs, now.errorRate, now.failNext, rate, now.loseNext));
    }

    public StripeFaults losingNextResponses(int responses) {
        var now = requests();
        return with(new Answers(now.latencyMs, now.errorRate, now.failNext, now.loseRate, responses));
    }

    private StripeFaults with(Deliveries changed) {
        return new StripeFaults(changed, answers, outcome);
    }

    private StripeFaults with(Answers changed) {
        return new StripeFaults(webhooks, changed, outcome);
    }

    public Deliveries deliveries() {
        return webhooks == null ? Deliveries.GOOD : webhooks;
    }

    public Answers requests() {
        return answers == null ? Answers.GOOD : answers;
    }
}
