package dev.boxoffice.search.query;

import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.search.answer.AnswerCacheService;
import dev.boxoffice.search.query.criteria.SearchCriteriaConverter;
import dev.boxoffice.search.query.criteria.SearchParameters;
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
    private final SearchCriteriaConverter criteria;
    private final JsonMapper json;

    SearchController(
            EventSearchService search,
            SuggestionService suggestions,
            AnswerCacheService cache,
            SearchCriteriaConverter criteria,
            JsonMapper json) {
        this.search = search;
        this.suggestions = suggestions;
        this.cache = cache;
        this.criteria = criteria;
        this.json = json;
    }

    @GetMapping("/search")
    ResponseEntity<String> search(SearchParameters parameters, PageQuery page, @Nullable Caller caller) {
        var asked = criteria.convert(parameters, page, caller);
        if (!asked.isPublic()) {
            return answer(json.writeValueAsString(search.find(asked)), CacheControl.noStore());
        }
        return answer(cache.answer(asked.canonical(), () -> json.writeValueAsString(search.find(asked))), shared());
    }

    @GetMapping("/search/suggest")
    ResponseEntity<String> suggest(@RequestParam String term) {
        var asked = criteria.beginning(term);
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
