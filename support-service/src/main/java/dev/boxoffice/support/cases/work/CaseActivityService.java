package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Writes down that somebody did something to a case, in the case and in its history.
@Service
class CaseActivityService {

    private final CaseRepository cases;
    private final HistoryRepository history;

    CaseActivityService(CaseRepository cases, HistoryRepository history) {
        this.cases = cases;
        this.history = history;
    }

    void act(SupportCase on, CaseStatus becomes, HistoryEventType what, String by, Instant now) {
        cases.recordAction(on.id(), becomes, now);
        history.recordForCase(on.id(), what, by, now, Map.of());
    }

    /// The reporter did it: readers see it, and it is no agent's action.
    void note(SupportCase on, HistoryEventType what, String by, Instant now) {
        cases.touch(on.id(), now);
        history.recordForCase(on.id(), what, by, now, Map.of());
    }
}
