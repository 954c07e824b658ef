package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.opening.CaseOpeningService;
import dev.boxoffice.support.cases.opening.NewCase;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.cases.work.ReporterReplyService;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.member.IncidentMatchService;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes a report in within one transaction: assessed by rules and facts, routed, its clocks running,
/// acknowledged, and under an open incident told so at once.
@Service
class CaseAcceptanceService {

    private final CasePreparationService preparation;
    private final IncidentMatchService incidents;
    private final CaseOpeningService opening;
    private final CaseAcknowledgementService acknowledgement;
    private final ReporterReplyService replies;

    CaseAcceptanceService(
            CasePreparationService preparation,
            IncidentMatchService incidents,
            CaseOpeningService opening,
            CaseAcknowledgementService acknowledgement,
            ReporterReplyService replies) {
        this.preparation = preparation;
        this.incidents = incidents;
        this.opening = opening;
        this.acknowledgement = acknowledgement;
        this.replies = replies;
    }

    /// A report of what the reporter has an open case about becomes a message of that case.
    ///
    /// @return empty when the source key was used before
    @Transactional
    public Optional<TakenCase> accept(IntakeCase intake, Instant now) {
        var prepared = preparation.prepare(intake, now);
        var repeated = intake.proven() ? repeated(prepared, now) : Optional.<TakenCase>empty();
        return repeated.or(() -> opened(prepared, now));
    }

    private Optional<TakenCase> repeated(NewCase prepared, Instant now) {
        var reporter = prepared.report().reporter();
        // What somebody only claims to be from a guest is not added to what that guest has said.
        if (prepared.source() != CaseSource.REPORT
                || prepared.repeatOf() == null
                || reporter == null
                || prepared.report().isByGuest()) {
            return Optional.empty();
        }
        var said = prepared.report().subject() + "\n\n" + prepared.report().body();
        return replies.repeat(prepared.repeatOf(), reporter, said, now) instanceof CaseOutcome.Done(var first)
                ? Optional.of(new TakenCase(first, true))
                : Optional.empty();
    }

    private Optional<TakenCase> opened(NewCase prepared, Instant now) {
        var report = prepared.report();
        // The incident's row first: from here to the commit it cannot end.
        var incident =
                incidents.lockMatching(report, prepared.assessment().category()).orElse(null);
        // What the platform noticed it opened itself, whoever it concerns.
        var actor = prepared.source() == CaseSource.REPORT && report.reporter() != null
                ? report.reporter()
                : HistoryRepository.DESK;
        return opening.open(prepared, actor, now)
                .map(opened -> new TakenCase(acknowledgement.acknowledge(opened, incident, now), false));
    }
}
