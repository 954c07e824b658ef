package dev.boxoffice.support.triage;

import dev.boxoffice.support.triage.category.CategoryName;
import dev.boxoffice.support.triage.category.CategoryRule;
import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.ClaimEvidence;
import dev.boxoffice.support.triage.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From words and facts to what a case is about and how bad that is. Neither channel nor the claimed severity is
/// asked.
public record TriagePolicy(CategoryRuleSet rules, Duration doorsWithin) {

    /// A show still counts as being at its doors for this long after it began.
    private static final Duration DOORS_STAY_OPEN = Duration.ofHours(2);

    public TriageResult assess(@Nullable String errorCode, String subject, String body, CaseFacts facts, Instant now) {
        var said = rules.understood(errorCode, subject, body).orElse(CategoryRuleSet.OTHER);
        var read = rules.categorise(errorCode, subject, body);
        var result = assessAs(read, facts, now);
        return read.equals(said) ? result : result.because(result.reason() + why(said));
    }

    private static String why(CategoryRule said) {
        if (said.equals(CategoryRuleSet.OTHER)) {
            return "; no rule says so, its likeness to other reports does";
        }
        return "; the rule for %s says otherwise, and its likeness to other reports against that rule"
                .formatted(said.category());
    }

    /// The severity of a category somebody has decided on. The worst needs a consequence found in our own rows: a
    /// claim without is looked at again, and one they contradict is never the worst.
    public TriageResult assessAs(CategoryRule said, CaseFacts facts, Instant now) {
        var rule = corrected(said, facts);
        var reason = rule.category().equals(said.category())
                ? rule.category()
                : rule.category() + " by the booking's own facts";
        if (rule.severity() == Severity.ONE) {
            return claim(rule, evidence(rule.category(), facts, now), reason);
        }
        if (facts.moneyWithoutTicket()) {
            return claim(rule, ClaimEvidence.FOUND, reason + ": paid, and neither ticket nor money back");
        }
        var severity = nearDoors(rule.severity(), facts, now);
        var raised = severity == rule.severity() ? "" : ", raised: doors within " + hours(doorsWithin);
        return new TriageResult(rule.category(), rule.module(), severity, reason + raised, false, rules.version());
    }

    private TriageResult claim(CategoryRule rule, ClaimEvidence evidence, String reason) {
        var severity = evidence == ClaimEvidence.FOUND ? Severity.ONE : Severity.TWO;
        var why = switch (evidence) {
            case FOUND -> reason + ", found in our own records";
            case CONTRADICTED -> reason + ", unverified: our own records say otherwise";
            case MISSING -> reason + ", unverified: nothing in our own records shows it yet";
        };
        return new TriageResult(
                rule.category(), rule.module(), severity, why, severity != Severity.ONE, rules.version());
    }

    private ClaimEvidence evidence(String category, CaseFacts facts, Instant now) {
        return switch (category) {
            case CategoryName.PAYMENT_WITHOUT_TICKET -> evidence(facts.moneyWithoutTicket(), facts.bookingIsKnown());
            case CategoryName.DOUBLE_CHARGE -> evidence(facts.paidTwice(), facts.chargedTwice() != null);
            case CategoryName.ENTRY_REFUSED ->
                evidence(facts.ticketsExist() && doorsAreNear(facts, now), facts.eventStartsAt() != null);
            default -> ClaimEvidence.MISSING;
        };
    }

    private static ClaimEvidence evidence(boolean found, boolean known) {
        if (found) {
            return ClaimEvidence.FOUND;
        }
        return known ? ClaimEvidence.CONTRADICTED : ClaimEvidence.MISSING;
    }

    /// Doors that are near raise one level; to the worst only where the reporter is known to stand before them.
    private Severity nearDoors(Severity severity, CaseFacts facts, Instant now) {
        if (!doorsAreNear(facts, now) || (severity == Severity.TWO && !facts.areReportersOwn())) {
            return severity;
        }
        return severity.raised();
    }

    /// Facts overrule words: money taken without a ticket is that whatever the reporter calls it, and a booking
    /// whose tickets exist lacks no ticket, only its delivery. Of a cancelled event the words are left, so that
    /// they join its incident.
    private CategoryRule corrected(CategoryRule said, CaseFacts facts) {
        if (facts.moneyWithoutTicket() && said.severity() != Severity.ONE && !facts.eventIsCancelled()) {
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
