package dev.boxoffice.support.cases.routing;

import dev.boxoffice.support.cases.data.CasePlacement;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// What else a transfer to another queue means.
@Service
public class CaseHandoverService {

    private final CaseDepartureService departures;
    private final CaseReleaseService release;
    private final CaseLabelService labels;
    private final HistoryRepository history;

    CaseHandoverService(
            CaseDepartureService departures,
            CaseReleaseService release,
            CaseLabelService labels,
            HistoryRepository history) {
        this.departures = departures;
        this.release = release;
        this.labels = labels;
        this.history = history;
    }

    /// It is no longer one of many, so its severity is its own again.
    public void leaveIncident(SupportCase locked, String by, Instant now) {
        departures.leave(locked, by, now);
        release.release(locked.id(), now);
    }

    /// Only another expertise than the rules chose is a misroute.
    public void recordTransfer(
            SupportCase before, String module, CasePlacement to, String reason, String by, Instant now) {
        if (before.placement().queue().equals(to.queue())) {
            return;
        }
        if (!before.assessment().module().equals(module)) {
            labels.recordMisroute(before, module, to, reason, by, now);
        } else {
            history.recordForCase(
                    before.id(),
                    HistoryEventType.TRANSFERRED,
                    by,
                    now,
                    Map.of("from", before.placement().queue(), "to", to.queue(), "reason", reason));
        }
    }
}
