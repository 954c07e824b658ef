package dev.boxoffice.support.cases.suggestion;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.view.CaseViewer;
import dev.boxoffice.support.triage.routing.RoutingRuleSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// How cases of the same category that read alike were resolved. Off in incident mode and when the desk is swamped.
@Service
class CaseSuggestionService {

    private static final int MOST = 5;
    private static final int MOST_WORDS = 40;
    private static final int SHORTEST_WORD = 3;

    private final ResolvedCaseRepository cases;
    private final int loadLimit;

    CaseSuggestionService(ResolvedCaseRepository cases, SupportProperties properties) {
        this.cases = cases;
        this.loadLimit = properties.suggestionLoadLimit();
    }

    CaseSuggestions suggest(SupportCase asked, CaseViewer viewer) {
        if (asked.placement().queue().equals(RoutingRuleSet.BULK_QUEUE)) {
            return CaseSuggestions.off("incident-mode");
        }
        if (cases.countOpenUpTo(loadLimit + 1) > loadLimit) {
            return CaseSuggestions.off("load");
        }
        var query = queryFor(asked.report().subject() + " " + asked.report().body());
        var alike = query.isEmpty() ? List.<ResolvedCase>of() : cases.findAlike(asked, query, MOST);
        return new CaseSuggestions(
                true,
                null,
                alike.stream().map(found -> suggestion(found, viewer)).toList());
    }

    /// Any of the words, each quoted: nothing a reporter writes is query syntax.
    private static String queryFor(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" | "));
    }

    private static CaseSuggestions.Suggestion suggestion(ResolvedCase found, CaseViewer viewer) {
        return new CaseSuggestions.Suggestion(
                found.id(),
                viewer.text(found.subject(), found.reporterName()),
                viewer.text(found.resolution(), found.reporterName()),
                found.rank());
    }
}
