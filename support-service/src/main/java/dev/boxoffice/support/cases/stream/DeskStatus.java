package dev.boxoffice.support.cases.stream;

import dev.boxoffice.support.cases.list.CaseListItem;
import java.time.Instant;
import java.util.List;

/// What an agent must know just now.
///
/// @param own cases they have open, the next broken promise first
/// @param heads of each queue the case most in need of somebody
/// @param risks open cases whose next promise is broken, or about to be
record DeskStatus(List<CaseListItem> own, List<CaseListItem> heads, List<CaseListItem> risks, Instant lastUpdated) {

    /// One part of it, after it changed.
    record Cases(List<CaseListItem> cases, Instant lastUpdated) {}

    /// A reporter has answered in a case of the agent's.
    record Reply(CaseListItem supportCase, Instant lastUpdated) {}
}
