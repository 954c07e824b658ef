package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.opening.CaseOpeningService;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.member.IncidentMatchService;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes a report in within one transaction: assessed by rules and facts, routed, its clocks running, acknowledged, and
/// under an open incident told so at once.
@Service
class CaseAcceptanceService {

    private final CasePreparationService preparation;
    private final IncidentMatchService incidents;
    private final CaseOpeningService opening;
    private final CaseAcknowledgementService acknowledgement;

    CaseAcceptanceService(
            CasePreparationService preparation,
            IncidentMatchService incidents,
            CaseOpeningService opening,
            CaseAcknowledgementService acknowledgement) {
        this.preparation = preparation;
        this.incidents = incidents;
        this.opening = opening;
        this.acknowledgement = acknowledgement;
    }

    /// @return empty when the source key was used before
    @Transactional
    public Optional<SupportCase> accept(IntakeCase intake, Instant now) {
        var prepared = preparation.prepare(intake, now);
        var report = intake.report();
        // The incident's row first: from here to the commit it cannot end.
        var incident =
                incidents.lockMatching(report, prepared.assessment().category()).orElse(null);
        var actor = report.reporter() == null ? HistoryRepository.DESK : report.reporter();
        return opening.open(prepared, actor, now).map(opened -> acknowledgement.acknowledge(opened, incident, now));
    }
}
