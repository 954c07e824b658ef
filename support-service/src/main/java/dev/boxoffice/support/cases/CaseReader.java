package dev.boxoffice.support.cases;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.support.agent.Agents;
import dev.boxoffice.support.audit.AuditTrail;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Finds a case for a caller, as far as the caller may see it.
@Component
class CaseReader {

    private final Cases cases;
    private final CaseViews views;
    private final Agents agents;
    private final AuditTrail audit;

    CaseReader(Cases cases, CaseViews views, Agents agents, AuditTrail audit) {
        this.cases = cases;
        this.views = views;
        this.agents = agents;
        this.audit = audit;
    }

    /// Somebody else's case is not found: that it exists is nobody's business.
    SupportCase visible(String id, Caller caller) {
        return TimeOrderedId.parse(id)
                .flatMap(cases::find)
                .filter(found -> worksAtTheDesk(caller) || found.isReportedBy(caller.subject()))
                .orElseThrow(CaseReader::notFound);
    }

    CaseView view(SupportCase shown, Caller caller) {
        return views.of(shown, viewer(caller));
    }

    CaseView view(UUID id, Viewer viewer) {
        return views.of(cases.get(id), viewer);
    }

    List<AuditTrail.Entry> history(SupportCase shown, Caller caller) {
        var viewer = viewer(caller);
        return audit.historyOfCase(shown.id()).stream()
                .map(entry -> new AuditTrail.Entry(
                        entry.id(), entry.at(), nameFor(entry.actor(), shown, viewer), entry.type(), entry.data()))
                .toList();
    }

    private static String nameFor(String actor, SupportCase shown, Viewer viewer) {
        return switch (viewer) {
            case AGENT -> actor;
            case REPORTER -> CaseViews.publicName(actor, shown);
            case CONTRACTOR -> CaseViews.maskedName(actor, shown);
        };
    }

    Viewer viewer(Caller caller) {
        if (!worksAtTheDesk(caller)) {
            return Viewer.REPORTER;
        }
        return agents.isContractor(caller.subject()) ? Viewer.CONTRACTOR : Viewer.AGENT;
    }

    static boolean worksAtTheDesk(Caller caller) {
        return caller.has(Role.AGENT) || caller.has(Role.SUPPORT_MANAGER);
    }

    static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such case.").toException();
    }
}
