package dev.boxoffice.support.triage;

import dev.boxoffice.support.triage.category.CategoryName;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From words and facts to what a case is about and how bad that is. Neither channel nor the claimed severity is asked.
public record TriagePolicy(CategoryRuleSet rules, Duration doorsWithin) {

    /// A show still counts as being at its doors for this long after it began.
    private static final Duration DOORS_STAY_OPEN = Duration.ofHours(2);

    public TriageResult assess(@Nullable String errorCode, String subject, String body, CaseFacts facts, Instant now) {
        return assessAs(rules.categorise(errorCode, subject, body), facts, now);
    }

    /// The severity of a category somebody has decided on.
    public TriageResult assessAs(CategoryRule said, CaseFacts facts, Instant now) {
        var rule = corrected(said, facts);
        var reason = rule.category().equals(said.category())
                ? rule.category()
                : rule.category() + " by the booking's own facts";
        if (doorsAreNear(facts, now) && rule.severity() != Severity.ONE) {
            return result(rule, rule.severity().raised(), reason + ", raised: doors within " + hours(doorsWithin));
        }
        return result(rule, rule.severity(), reason);
    }

    private TriageResult result(CategoryRule rule, Severity severity, String reason) {
        return new TriageResult(rule.category(), rule.module(), severity, reason, rules.version());
    }

    /// Facts overrule words: money taken without a ticket is that whatever the reporter calls it, and a booking whose
    /// tickets exist lacks no ticket, only its delivery.
    private CategoryRule corrected(CategoryRule said, CaseFacts facts) {
        if (facts.moneyWithoutTicket() && said.severity() != Severity.ONE) {
            return rules.named(CategoryName.PAYMENT_WITHOUT_TICKET).orElse(said);
        }
        if (said.category().equals(CategoryName.PAYMENT_WITHOUT_TICKET) && facts.ticketsExist()) {
            return rules.named(CategoryName.TICKET_DELIVERY).orElse(said);
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
