package dev.boxoffice.support.cases.resolution;

import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.work.CaseActor;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.cases.work.CaseOwnershipService;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Resolves a case by an agent, or by the desk itself.
@Service
public class CaseResolutionService {

    private final CaseOwnershipService ownership;
    private final CaseBulkResolutionService resolution;
    private final CaseMessageRepository messages;

    CaseResolutionService(
            CaseOwnershipService ownership, CaseBulkResolutionService resolution, CaseMessageRepository messages) {
        this.ownership = ownership;
        this.resolution = resolution;
        this.messages = messages;
    }

    @Transactional
    public CaseOutcome resolve(UUID id, CaseActor actor, String text, Instant now) {
        return ownership.changeOwned(id, actor, "resolved", now, owned -> resolve(owned, actor.id(), text, now));
    }

    /// The desk resolves what has settled itself, unless somebody is working on it.
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean resolveUnowned(SupportCase locked, String text, Instant now) {
        if (locked.status() != CaseStatus.ROUTED) {
            return false;
        }
        resolve(locked, HistoryRepository.DESK, text, now);
        return true;
    }

    /// The desk resolves what its reporter no longer answers.
    @Transactional(propagation = Propagation.MANDATORY)
    public void resolveUnanswered(SupportCase locked, String text, Instant now) {
        resolve(locked, HistoryRepository.DESK, text, now);
    }

    private void resolve(SupportCase open, String by, String text, Instant now) {
        var one = List.of(open.id());
        var data = Map.of("category", open.assessment().category());
        resolution.resolve(one, text, by, data, now);
        messages.tell(one, CaseMessageKind.RESOLUTION, by, null, text, now);
    }
}
