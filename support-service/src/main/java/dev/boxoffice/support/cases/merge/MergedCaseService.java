package dev.boxoffice.support.cases.merge;

import dev.boxoffice.support.cases.data.CaseResolutionRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEventType;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Carries over what was said in a case that goes on in another, and what is known of it.
@Service
class MergedCaseService {

    private final CaseResolutionRepository resolutions;
    private final CaseMessageRepository messages;
    private final CaseMergeRepository merges;
    private final MergedAssessmentService assessments;
    private final HistoryRepository history;

    MergedCaseService(
            CaseResolutionRepository resolutions,
            CaseMessageRepository messages,
            CaseMergeRepository merges,
            MergedAssessmentService assessments,
            HistoryRepository history) {
        this.resolutions = resolutions;
        this.messages = messages;
        this.merges = merges;
        this.assessments = assessments;
        this.history = history;
    }

    /// @param source as it was before it was resolved in this transaction; both are locked
    void join(SupportCase source, SupportCase target, String by, Instant now) {
        resolutions.setMergedInto(source.id(), target.id());
        messages.copyReporters(source.id(), target.id());
        messages.insertNote(
                target.id(),
                by,
                "%s was merged into this: %s\n\n%s"
                        .formatted(
                                source.number(),
                                source.report().subject(),
                                source.report().body()),
                now);
        merges.fill(source.id(), target.id(), now);
        merges.copyFiles(source.id(), target.id());
        history.recordForCase(source.id(), HistoryEventType.MERGED, by, now, Map.of("into", target.id()));
        history.recordForCase(target.id(), HistoryEventType.MERGED, by, now, Map.of("from", source.id()));
        assessments.reassess(source, target, by, now);
    }
}
