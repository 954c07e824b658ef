package dev.boxoffice.search.query;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.search.index.IndexUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Says what is not working when the index is away: search, and nothing else.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class SearchUnavailableAdvice {

    static final ProblemType SEARCH_UNAVAILABLE =
            new ProblemType("search-unavailable", "Search is temporarily unavailable", 503);

    private static final Logger log = LoggerFactory.getLogger(SearchUnavailableAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    @ExceptionHandler
    ResponseEntity<Object> indexAway(IndexUnavailableException outage) {
        log.warn("No search: {}", outage.getMessage());
        return Problem.of(SEARCH_UNAVAILABLE, "Search is out for a moment. Events can still be viewed and booked.")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .toResponse();
    }
}
