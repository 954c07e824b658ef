package dev.boxoffice.support.cases.suggestion;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.view.CaseAccessService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Answers that resolved cases like this one.
@RestController
class CaseSuggestionController {

    private final CaseAccessService access;
    private final CaseSuggestionService suggestions;

    CaseSuggestionController(CaseAccessService access, CaseSuggestionService suggestions) {
        this.access = access;
        this.suggestions = suggestions;
    }

    @GetMapping("/support/cases/{id}/suggestions")
    CaseSuggestions suggest(@PathVariable String id, Caller caller) {
        return suggestions.suggest(access.visible(id, caller), access.viewer(caller));
    }
}
