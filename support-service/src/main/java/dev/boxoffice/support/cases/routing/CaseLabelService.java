package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.cases.data.CaseAssessment;
import dev.boxoffice.support.cases.data.CasePlacement;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.triage.proposal.CategoryLabel;
import dev.boxoffice.support.triage.proposal.CategoryLabelRepository;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Records where the rules were wrong about a case.
@Service
public class CaseLabelService {

    private final CategoryLabelRepository labels;
    private final CaseRepository cases;
    private final HistoryRepository history;

    CaseLabelService(CategoryLabelRepository labels, CaseRepository cases, HistoryRepository history) {
        this.labels = labels;
        this.cases = cases;
        this.history = history;
    }

    /// Somebody saw that it is about something else.
    public void recordCorrection(SupportCase before, CaseAssessment after, String by, Instant now) {
        history.recordForCase(
                before.id(),
                HistoryEventType.RECATEGORISED,
                by,
                now,
                Map.of("from", before.assessment().category(), "to", after.category()));
        var corrected = !before.assessment().category().equals(after.category());
        labels.save(label(before, after, corrected), by, now);
    }

    /// It went to the wrong queue first.
    public void recordMisroute(
            SupportCase before, String module, CasePlacement to, String reason, String by, Instant now) {
        var after = before.assessment().withModule(module);
        cases.countMisroute(before.id());
        history.recordForCase(
                before.id(),
                HistoryEventType.MISROUTED,
                by,
                now,
                Map.of(
                        "from", before.placement().queue(),
                        "to", to.queue(),
                        "category", after.category(),
                        "module", module,
                        "reason", reason));
        labels.save(label(before, after, !before.assessment().module().equals(module)), by, now);
    }

    private static CategoryLabel label(SupportCase before, CaseAssessment after, boolean corrected) {
        return new CategoryLabel(
                before.id(),
                after.category(),
                after.module(),
                after.severity(),
                before.assessment().category(),
                before.assessment().rulesVersion(),
                corrected);
    }
}
