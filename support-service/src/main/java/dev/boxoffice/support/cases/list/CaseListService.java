package dev.boxoffice.support.cases.list;

import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Lists cases, each row as far as its reader may see it.
@Service
public class CaseListService {

    /// A part of a list, and where it goes on.
    public record CasePage(
            List<CaseListItem> cases,
            PageInfo page,
            @Nullable String nextCursor) {}

    private final CaseListRepository lists;
    private final CaseAccessService access;
    private final Clock clock;

    CaseListService(CaseListRepository lists, CaseAccessService access, Clock clock) {
        this.lists = lists;
        this.access = access;
        this.clock = clock;
    }

    CasePage list(CaseListQuery query, PageQuery page, Caller caller) {
        var desk = CaseAccessService.worksAtTheDesk(caller);
        var filter = CaseListFilter.read(query, caller.subject(), desk);
        var sort = CaseListSort.named(query.sort());
        return list(filter, sort, CaseListCursor.read(query.cursor(), sort), page, access.viewer(caller));
    }

    /// The members of an incident, the next broken promise first.
    public CasePage membersOf(UUID incidentId, @Nullable String cursor, PageQuery page, Caller caller) {
        var sort = CaseListSort.DUE;
        return list(
                CaseListFilter.ofIncident(incidentId),
                sort,
                CaseListCursor.read(cursor, sort),
                page,
                access.viewer(caller));
    }

    /// What an agent has open, the next broken promise first.
    public List<ListedCase> openOf(String agent, int most) {
        var now = UtcTime.now(clock);
        return lists.find(CaseListFilter.openOf(agent), true, CaseListSort.DUE, null, new PageQuery(0, most), now);
    }

    /// Of each queue the case most in need of somebody.
    public List<ListedCase> heads() {
        return lists.findHeads(UtcTime.now(clock));
    }

    /// Open cases whose next promise is broken, or about to be.
    public List<ListedCase> atRisk(int most) {
        return lists.findAtRisk(UtcTime.now(clock), most);
    }

    public List<CaseListItem> seen(List<ListedCase> listed, CaseViewer viewer) {
        return listed.stream()
                .map(row -> row.item().asSeenBy(viewer, row.reporterName()))
                .toList();
    }

    private CasePage list(
            CaseListFilter filter,
            CaseListSort sort,
            @Nullable CaseListCursor after,
            PageQuery page,
            CaseViewer viewer) {
        var now = UtcTime.now(clock);
        var forTheDesk = viewer != CaseViewer.REPORTER;
        var found = lists.find(filter, forTheDesk, sort, after, page, now);
        var last = found.size() < page.size() ? null : found.getLast();
        var next = last == null
                ? null
                : new CaseListCursor(sort, last.sortKey(), last.item().id()).text();
        return new CasePage(seen(found, viewer), PageInfo.of(page, lists.count(filter, forTheDesk, now)), next);
    }
}
