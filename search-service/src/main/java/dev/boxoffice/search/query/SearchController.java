package dev.boxoffice.search.query;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.search.answer.AnswerCacheService;
import dev.boxoffice.search.query.criteria.SearchCriteriaConverter;
import dev.boxoffice.search.query.criteria.SearchParameters;
import dev.boxoffice.search.query.criteria.SearchQueryProperties;
import dev.boxoffice.search.query.criteria.SearchTerm;
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

    private final EventSearchService search;
    private final SuggestionService suggestions;
    private final AnswerCacheService cache;
    private final SearchQueryProperties limits;
    private final JsonMapper json;

    SearchController(
            EventSearchService search,
            SuggestionService suggestions,
            AnswerCacheService cache,
            SearchQueryProperties limits,
            JsonMapper json) {
        this.search = search;
        this.suggestions = suggestions;
        this.cache = cache;
        this.limits = limits;
        this.json = json;
    }

    @GetMapping("/search")
    ResponseEntity<String> search(SearchParameters parameters, PageQuery page, @Nullable Caller caller) {
        var criteria = SearchCriteriaConverter.convert(parameters, page, caller, limits);
        if (!criteria.isPublic()) {
            return answer(json.writeValueAsString(search.find(criteria)), CacheControl.noStore());
        }
        return answer(
                cache.answer(criteria.canonical(), () -> json.writeValueAsString(search.find(criteria))), shared());
    }

    @GetMapping("/search/suggest")
    ResponseEntity<String> suggest(@RequestParam String term) {
        if (term.length() > limits.termLength()) {
            throw FieldErrors.single("term", "must be at most " + limits.termLength() + " characters long");
        }
        var asked = SearchTerm.of(term, limits.termWords());
        return answer(
                cache.answer("suggest|" + asked, () -> json.writeValueAsString(suggestions.suggest(asked))), shared());
    }

    private CacheControl shared() {
        return CacheControl.maxAge(cache.edgeMaxAge()).cachePublic();
    }

    private static ResponseEntity<String> answer(String body, CacheControl keep) {
        return ResponseEntity.ok()
                .cacheControl(keep)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
