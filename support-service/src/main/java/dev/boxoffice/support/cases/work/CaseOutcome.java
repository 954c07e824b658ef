package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;

/// How an attempt to do something to a case ends.
public sealed interface CaseOutcome {

    record Done(SupportCase supportCase) implements CaseOutcome {}

    record NotFound() implements CaseOutcome {}

    /// Somebody else has it.
    record AlreadyOwned(String owner) implements CaseOutcome {}

    /// Its state does not allow this.
    record NotNow(CaseStatus status, String wanted) implements CaseOutcome {}

    /// The agent is offline, and what they took would wait for nobody.
    record NotAvailable() implements CaseOutcome {}

    /// The agent owns as many cases as the profile allows.
    record CapacityReached(int capacity) implements CaseOutcome {}
}
