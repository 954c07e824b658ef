package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.history.HistoryEventType;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A reporter says more. An answer the desk waited for sets the clocks going again.
@Service
public class ReporterReplyService {

    private final CaseRepository cases;
    private final CaseAnswerService answers;
    private final CaseResumptionService resumption;
    private final CaseActivityService activity;

    ReporterReplyService(
            CaseRepository cases,
            CaseAnswerService answers,
            CaseResumptionService resumption,
            CaseActivityService activity) {
        this.cases = cases;
        this.answers = answers;
        this.resumption = resumption;
        this.activity = activity;
    }

    @Transactional
    public CaseOutcome reply(UUID id, String reporter, String body, Instant now) {
        return add(id, reporter, body, HistoryEventType.CUSTOMER_REPLIED, now);
    }

    /// The same thing reported once more: it is a message of the case there is.
    @Transactional
    public CaseOutcome repeat(UUID id, String reporter, String body, Instant now) {
        return add(id, reporter, body, HistoryEventType.REPEATED, now);
    }

    private CaseOutcome add(UUID id, String reporter, String body, HistoryEventType what, Instant now) {
        var locked =
                cases.lock(id).filter(found -> found.isReportedBy(reporter)).orElse(null);
        if (locked == null) {
            return new CaseOutcome.NotFound();
        }
        if (!locked.status().isOpen()) {
            return new CaseOutcome.NotNow(locked.status(), "replied to; reopen it first");
        }
        answers.insertFromReporter(id, reporter, body, now);
        activity.note(locked, what, reporter, now);
        resumption.resumeIfWaiting(locked, reporter, now);
        return new CaseOutcome.Done(cases.get(id));
    }
}
