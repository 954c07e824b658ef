package dev.boxoffice.support.cases.merge;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.work.CaseActor;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Writes down for the desk what the reporter does not read. Anybody of the desk may, whoever has the case and whether
/// or not it has ended; no clock stops for it.
@Service
public class CaseNoteService {

    private final CaseRepository cases;
    private final CaseMessageRepository messages;
    private final HistoryRepository history;

    CaseNoteService(CaseRepository cases, CaseMessageRepository messages, HistoryRepository history) {
        this.cases = cases;
        this.messages = messages;
        this.history = history;
    }

    @Transactional
    public CaseOutcome note(UUID id, CaseActor actor, String body, Instant now) {
        if (cases.lock(id).isEmpty()) {
            return new CaseOutcome.NotFound();
        }
        messages.insertNote(id, actor.id(), body, now);
        history.recordForCase(id, HistoryEventType.NOTED, actor.id(), now, Map.of());
        cases.touch(id, now);
        return new CaseOutcome.Done(cases.get(id));
    }
}
