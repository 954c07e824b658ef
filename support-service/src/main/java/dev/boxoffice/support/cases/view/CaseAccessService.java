package dev.boxoffice.support.cases.view;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.support.agent.AgentRepository;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryEntry;
import dev.boxoffice.support.history.HistoryRepository;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Finds a case for a caller, and shows it as far as the caller may see it.
@Service
public class CaseAccessService {

    private final CaseRepository cases;
    private final CaseViewService views;
    private final AgentRepository agents;
    private final HistoryRepository history;

    CaseAccessService(CaseRepository cases, CaseViewService views, AgentRepository agents, HistoryRepository history) {
        this.cases = cases;
        this.views = views;
        this.agents = agents;
        this.history = history;
    }

    /// Somebody else's case is not found: that it exists is nobody's business.
    public SupportCase visible(String id, Caller caller) {
        return TimeOrderedId.parse(id)
                .flatMap(cases::find)
                .filter(found -> worksAtTheDesk(caller) || found.isReportedBy(caller.subject()))
                .orElseThrow(CaseAccessService::notFound);
    }

    public CaseView view(SupportCase shown, Caller caller) {
        return views.view(shown, viewer(caller));
    }

    public CaseView view(UUID id, CaseViewer viewer) {
        return views.view(cases.get(id), viewer);
    }

    public List<HistoryEntry> history(SupportCase shown, Caller caller) {
        return HistoryDisclosure.of(history.findByCase(shown.id()), shown, viewer(caller));
    }

    public CaseViewer viewer(Caller caller) {
        if (!worksAtTheDesk(caller)) {
            return CaseViewer.REPORTER;
        }
        // A manager vouches for others, and needs nobody to.
        return !caller.has(Role.SUPPORT_MANAGER) && agents.isContractor(caller.subject())
                ? CaseViewer.CONTRACTOR
                : CaseViewer.AGENT;
    }

    public static boolean worksAtTheDesk(Caller caller) {
        return caller.has(Role.AGENT) || caller.has(Role.SUPPORT_MANAGER);
    }

    public static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such case.").toException();
    }
}
