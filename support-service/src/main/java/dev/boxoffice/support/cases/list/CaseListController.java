package dev.boxoffice.support.cases.list;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Reporters list their own cases; the desk lists everybody's.
@RestController
class CaseListController {

    private final CaseListService lists;

    CaseListController(CaseListService lists) {
        this.lists = lists;
    }

    @GetMapping("/support/cases")
    ResponseEntity<CaseListService.CasePage> list(Caller caller, PageQuery page, CaseListQuery query) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(lists.list(query, page, caller));
    }
}
