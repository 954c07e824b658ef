package dev.boxoffice.support.cases;

import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.clock.ClockKind;
import dev.boxoffice.support.clock.Clocks;
import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.notice.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Resolves a case by an agent, or by the desk itself.
@Service
public class Conclusion {

    private final Workbench workbench;
    private final CaseFile file;
    private final Clocks clocks;
    private final Notices notices;
    private final Labels labels;

    Conclusion(Workbench workbench, CaseFile file, Clocks clocks, Notices notices, Labels labels) {
        this.workbench = workbench;
        this.file = file;
        this.clocks = clocks;
        this.notices = notices;
        this.labels = labels;
    }

    @Transactional
    public CaseOutcome resolve(UUID id, Actor actor, String resolution, Instant now) {
        return workbench.onOwnCase(id, actor, "resolved", now, owned -> conclude(owned, actor.id(), resolution, now));
    }

    /// The desk resolves what has settled itself, unless somebody is working on it.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean resolveUnowned(SupportCase locked, String resolution, Instant now) {
        if (locked.status() != CaseStatus.ROUTED) {
            return false;
        }
        conclude(locked, AuditTrail.DESK, resolution, now);
        return true;
    }

    private void conclude(SupportCase open, String by, String resolution, Instant now) {
        var one = List.of(open.id());
        clocks.stop(one, List.of(ClockKind.RESOLUTION, ClockKind.FIRST_RESPONSE), now);
        file.cases().resolve(one, resolution, by, now);
        notices.tell(one, MessageKind.RESOLUTION, by, null, resolution, now);
        file.audit()
                .ofCase(
                        open.id(),
                        EventType.RESOLVED,
                        by,
                        now,
                        Map.of("category", open.judgement().category()));
        labels.confirmed(open, by, now);
        file.timers().armClose(open.id(), now);
    }
}
