package dev.boxoffice.search.query;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Searches and suggestions, open to everybody.
@RestController
class SearchController {

    private final EventSearch search;
    private final SuggestionSearch suggestions;
    private final AnswerCache cache;
    private final Limits limits;
    private final JsonMapper json;

    /// What one question may ask, and how long its answer may be kept.
    record Limits(QueryProperties query, CacheProperties cache) {}

    SearchController(
            EventSearch search, SuggestionSearch suggestions, AnswerCache cache, Limits limits, JsonMapper json) {
        this.search = search;
        this.suggestions = suggestions;
        this.cache = cache;
        this.limits = limits;
        this.json = json;
    }

    @GetMapping("/search")
    ResponseEntity<String> search(SearchParameters parameters, PageQuery page, @Nullable Caller caller) {
        var criteria = CriteriaReader.read(parameters, page, caller, limits.query());
        if (!criteria.isPublic()) {
            return answer(json.writeValueAsString(search.find(criteria)), CacheControl.noStore());
        }
        return answer(
                cache.answer(criteria.canonical(), () -> json.writeValueAsString(search.find(criteria))), shared());
    }

    @GetMapping("/search/suggest")
    ResponseEntity<String> suggest(@RequestParam String term) {
        if (term.length() > limits.query().termLength()) {
            throw FieldErrors.single("term", "must be at most " + limits.query().termLength() + " characters long");
        }
        var asked = Term.of(term, limits.query().termWords());
        return answer(
                cache.answer("suggest|" + asked, () -> json.writeValueAsString(suggestions.suggest(asked))), shared());
    }

    private CacheControl shared() {
        return CacheControl.maxAge(limits.cache().edge()).cachePublic();
    }

    private static ResponseEntity<String> answer(String body, CacheControl keep) {
        return ResponseEntity.ok()
                .cacheControl(keep)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
