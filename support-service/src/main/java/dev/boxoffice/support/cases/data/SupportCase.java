package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.triage.routing.RoutingFacts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A support case as it is stored.
///
/// @param number what people call it by, in mails and on the telephone
/// @param mergedInto the case it goes on in
/// @param repeatOf the reporter's earlier open case about the same thing
public record SupportCase(
        UUID id,
        String number,
        CaseSource source,
        CaseStatus status,
        CaseReport report,
        CaseAssessment assessment,
        CasePlacement placement,
        CaseProgress progress,
        @Nullable UUID repeatOf,
        @Nullable UUID mergedInto) {

    public boolean isReportedBy(String subject) {
        return subject.equals(report.reporter());
    }

    public boolean isOwnedBySomeoneElse(String subject) {
        return placement.owner() != null && !placement.owner().equals(subject);
    }

    public RoutingFacts routingFacts(CaseAssessment as) {
        return new RoutingFacts(
                as.severity(),
                as.module(),
                as.category(),
                report.tier(),
                report.channel(),
                source.name(),
                report.errorCode());
    }
}
