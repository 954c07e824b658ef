package dev.boxoffice.support.cases.work;

import dev.boxoffice.support.history.HistoryEventType;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// An agent answers.
@Service
public class CaseConversationService {

    private final CaseOwnershipService ownership;
    private final CaseAnswerService answers;
    private final CaseActivityService activity;

    CaseConversationService(CaseOwnershipService ownership, CaseAnswerService answers, CaseActivityService activity) {
        this.ownership = ownership;
        this.answers = answers;
        this.activity = activity;
    }

    @Transactional
    public CaseOutcome reply(UUID id, CaseActor actor, String body, Instant now) {
        return ownership.changeOwned(id, actor, "replied to", now, owned -> {
            answers.answer(id, actor.id(), body, now);
            activity.act(owned, owned.status(), HistoryEventType.REPLIED, actor.id(), now);
        });
    }
}
