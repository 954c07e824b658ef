package dev.boxoffice.support.triage;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From words and facts to what a case is about and how bad that is. Neither channel nor the claimed severity is asked.
public final class Triage {

    /// @param reason what the severity follows from, for the history and for people who doubt it
    public record Verdict(String category, String module, Severity severity, String reason, int rulesVersion) {}

    /// A show still counts as being at its doors for this long after it began.
    static final Duration DOORS_STAY_OPEN = Duration.ofHours(2);

    private final CategoryRules rules;
    private final Duration doorsWithin;

    public Triage(CategoryRules rules, Duration doorsWithin) {
        this.rules = rules;
        this.doorsWithin = doorsWithin;
    }

    public Verdict judge(@Nullable String errorCode, String subject, String body, CaseFacts facts, Instant now) {
        return judgeAs(rules.categorise(errorCode, subject, body), facts, now);
    }

    /// The severity of a category somebody has decided on.
    public Verdict judgeAs(CategoryRule said, CaseFacts facts, Instant now) {
        var rule = corrected(said, facts);
        var reason = rule.category().equals(said.category())
                ? rule.category()
                : rule.category() + " by the booking's own facts";
        if (doorsAreNear(facts, now) && rule.severity() != Severity.ONE) {
            return verdict(rule, rule.severity().raised(), reason + ", raised: doors within " + hours(doorsWithin));
        }
        return verdict(rule, rule.severity(), reason);
    }

    private Verdict verdict(CategoryRule rule, Severity severity, String reason) {
        return new Verdict(rule.category(), rule.module(), severity, reason, rules.version());
    }

    /// Facts overrule words: money taken without a ticket is that whatever the reporter calls it, and a booking whose
    /// tickets exist lacks no ticket, only its delivery.
    private CategoryRule corrected(CategoryRule said, CaseFacts facts) {
        if (facts.moneyWithoutTicket() && said.severity() != Severity.ONE) {
            return rules.named(Categories.PAYMENT_WITHOUT_TICKET).orElse(said);
        }
        if (said.category().equals(Categories.PAYMENT_WITHOUT_TICKET) && facts.ticketsExist()) {
            return rules.named(Categories.TICKET_DELIVERY).orElse(said);
        }
        return said;
    }

    private boolean doorsAreNear(CaseFacts facts, Instant now) {
        var start = facts.eventStartsAt();
        return start != null && !now.isBefore(start.minus(doorsWithin)) && now.isBefore(start.plus(DOORS_STAY_OPEN));
    }

    private static String hours(Duration duration) {
        return duration.toMinutes() % 60 == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
