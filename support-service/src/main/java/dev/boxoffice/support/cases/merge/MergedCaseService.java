package dev.boxoffice.support.cases.merge;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseResolutionRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.work.CaseActor;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Carries over what was said in a case that goes on in another.
@Service
class MergedCaseService {

    private final CaseRepository cases;
    private final CaseResolutionRepository resolutions;
    private final CaseMessageRepository messages;
    private final HistoryRepository history;

    MergedCaseService(
            CaseRepository cases,
            CaseResolutionRepository resolutions,
            CaseMessageRepository messages,
            HistoryRepository history) {
        this.cases = cases;
        this.resolutions = resolutions;
        this.messages = messages;
        this.history = history;
    }

    /// @param source resolved in this transaction; both are locked
    void join(SupportCase source, SupportCase target, CaseActor actor, Instant now) {
        resolutions.setMergedInto(source.id(), target.id());
        messages.copyReporters(source.id(), target.id());
        messages.insertNote(
                target.id(),
                actor.id(),
                "%s was merged into this: %s\n\n%s"
                        .formatted(
                                source.number(),
                                source.report().subject(),
                                source.report().body()),
                now);
        history.recordForCase(source.id(), HistoryEventType.MERGED, actor.id(), now, Map.of("into", target.id()));
        history.recordForCase(target.id(), HistoryEventType.MERGED, actor.id(), now, Map.of("from", source.id()));
        cases.touch(target.id(), now);
    }
}
