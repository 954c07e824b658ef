package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.list.CaseListService;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The cases that belong to an incident.
@RestController
class IncidentMemberController extends IncidentAnswerController {

    private final IncidentViewService views;
    private final CaseListService lists;

    IncidentMemberController(IncidentViewService views, CaseListService lists) {
        super(views);
        this.views = views;
        this.lists = lists;
    }

    @GetMapping("/support/incidents/{id}/members")
    ResponseEntity<CaseListService.CasePage> list(
            @PathVariable String id,
            Caller caller,
            PageQuery page,
            @RequestParam(required = false) @Nullable String cursor) {
        var found = views.find(known(id)).orElseThrow(IncidentAnswerController::notFound);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(lists.membersOf(found.id(), cursor, page, caller));
    }
}
