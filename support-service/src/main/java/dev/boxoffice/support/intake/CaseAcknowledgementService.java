package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.member.IncidentMembershipService;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Acknowledges a new case to its reporter, by itself or as one of an incident.
@Service
class CaseAcknowledgementService {

    private final IncidentMembershipService membership;
    private final CaseMessageRepository messages;
    private final CaseRepository cases;

    CaseAcknowledgementService(
            IncidentMembershipService membership, CaseMessageRepository messages, CaseRepository cases) {
        this.membership = membership;
        this.messages = messages;
        this.cases = cases;
    }

    SupportCase acknowledge(SupportCase opened, @Nullable Incident incident, Instant now) {
        var one = List.of(opened.id());
        if (incident != null) {
            membership.join(incident, one, HistoryRepository.DESK, now);
        }
        if (incident == null || !incident.isAcknowledged()) {
            messages.tell(one, CaseMessageKind.ACKNOWLEDGEMENT, HistoryRepository.DESK, null, sentence(opened), now);
        }
        return cases.get(opened.id());
    }

    private static String sentence(SupportCase opened) {
        return opened.source() == CaseSource.PLATFORM
                ? "We noticed ourselves that something went wrong with your booking and are on it. You need not do anything. We aim to resolve it by %s."
                        .formatted(opened.progress().dueAt())
                : "We have your report and aim to resolve it by %s."
                        .formatted(opened.progress().dueAt());
    }
}
