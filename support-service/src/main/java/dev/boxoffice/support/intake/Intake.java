package dev.boxoffice.support.intake;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import dev.boxoffice.support.cases.CaseOpening;
import dev.boxoffice.support.cases.CaseOpening.Opening;
import dev.boxoffice.support.cases.CaseSource;
import dev.boxoffice.support.cases.Cases;
import dev.boxoffice.support.cases.Fingerprints;
import dev.boxoffice.support.cases.Judgement;
import dev.boxoffice.support.cases.Report;
import dev.boxoffice.support.cases.Router;
import dev.boxoffice.support.cases.SupportCase;
import dev.boxoffice.support.incident.Detection;
import dev.boxoffice.support.incident.Incident;
import dev.boxoffice.support.incident.Membership;
import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.notice.Notices;
import dev.boxoffice.support.triage.RoutingFacts;
import dev.boxoffice.support.triage.RuleStore;
import dev.boxoffice.support.triage.Triage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes a report in: judged by rules and facts, routed, its clocks running, acknowledged, and under an open incident
/// told so at once. All of it commits together; only then is it asked whether many such cases make an incident.
@Service
public class Intake {

    /// A report whose facts have been gathered.
    ///
    /// @param sourceKey two reports with one key are one case
    public record Gathered(CaseSource source, @Nullable String sourceKey, Report report, KnownFacts known) {}

    /// What a new case meets: the table, the router, an open incident perhaps.
    @org.springframework.stereotype.Component
    record Desk(CaseOpening opening, Cases cases, Router router, Membership membership, Detection detection) {}

    /// What a new case sets going around it.
    @org.springframework.stereotype.Component
    record Echo(Notices notices, AuditTrail audit, MeterRegistry meters) {}

    private final Desk desk;
    private final Echo echo;
    private final RuleStore rules;
    private final SupportProperties properties;
    private final TransactionTemplate transactions;

    Intake(Desk desk, Echo echo, RuleStore rules, SupportProperties properties, TransactionTemplate transactions) {
        this.desk = desk;
        this.echo = echo;
        this.rules = rules;
        this.properties = properties;
        this.transactions = transactions;
    }

    /// @return empty when the source key was used before
    public Optional<SupportCase> take(Gathered gathered, Instant now) {
        var opened = transactions.execute(_ -> takeInTransaction(gathered, now));
        if (opened == null) {
            return Optional.empty();
        }
        var joined = desk.detection().lookAround(opened, now);
        count(opened);
        return joined ? desk.cases().find(opened.id()) : Optional.of(opened);
    }

    private @Nullable SupportCase takeInTransaction(Gathered gathered, Instant now) {
        var report = gathered.report();
        var judgement = judge(report, gathered.known(), now);
        // The incident's row first: from here to the commit it cannot end.
        var incident =
                desk.membership().lockIncidentFor(report, judgement.category()).orElse(null);
        var opening = new Opening(
                gathered.source(),
                gathered.sourceKey(),
                report,
                judgement,
                desk.router().place(routingFacts(gathered, judgement), now),
                repeatOf(report, judgement));
        var actor = report.reporter() == null ? AuditTrail.DESK : report.reporter();
        var opened = desk.opening().open(opening, actor, now).orElse(null);
        if (opened == null) {
            return null;
        }
        acknowledge(opened, incident, now);
        return desk.cases().get(opened.id());
    }

    private Judgement judge(Report report, KnownFacts known, Instant now) {
        var verdict = new Triage(rules.categories(), properties.doorsWithin())
                .judge(report.errorCode(), report.subject(), report.body(), known.facts(), now);
        return Judgement.of(verdict, known.facts(), known.complete(), known.revenuePerHour());
    }

    private static RoutingFacts routingFacts(Gathered gathered, Judgement judgement) {
        return new RoutingFacts(
                judgement.severity(),
                judgement.module(),
                judgement.category(),
                gathered.report().tier(),
                gathered.report().channel(),
                gathered.source().name(),
                gathered.report().errorCode());
    }

    private java.util.@Nullable UUID repeatOf(Report report, Judgement judgement) {
        return report.reporter() == null
                ? null
                : desk.cases()
                        .openCaseLike(Fingerprints.of(report, judgement.category()), report.reporter())
                        .orElse(null);
    }

    private void acknowledge(SupportCase opened, @Nullable Incident incident, Instant now) {
        var one = List.of(opened.id());
        if (incident != null) {
            desk.membership().join(incident, one, AuditTrail.DESK, now);
        }
        if (incident == null || !incident.isAcknowledged()) {
            echo.notices().tell(one, MessageKind.ACKNOWLEDGEMENT, AuditTrail.DESK, null, sentence(opened), now);
        }
    }

    private static String sentence(SupportCase opened) {
        return opened.repeatOf() == null
                ? "We have your report and aim to resolve it by %s."
                        .formatted(opened.progress().dueAt())
                : "We are already working on this in your case %s. We have added your report and aim to resolve it by %s."
                        .formatted(opened.repeatOf(), opened.progress().dueAt());
    }

    private void count(SupportCase opened) {
        echo.meters()
                .counter(
                        "boxoffice.support.cases",
                        "category",
                        opened.judgement().category(),
                        "severity",
                        String.valueOf(opened.judgement().severity().level()),
                        "source",
                        opened.source().name())
                .increment();
        if (opened.repeatOf() != null) {
            echo.meters().counter("boxoffice.support.repeat.submissions").increment();
            echo.audit()
                    .ofCase(
                            opened.repeatOf(),
                            EventType.REPEATED,
                            AuditTrail.DESK,
                            opened.progress().createdAt(),
                            Map.of("caseId", opened.id()));
        }
    }
}
