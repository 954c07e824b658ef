package dev.boxoffice.support.cases.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CaseSuggestionTest extends SupportServiceTest {

    @Autowired
    private CaseRepository cases;

    @Autowired
    private ResolvedCaseRepository resolved;

    @Test
    void answers_to_like_cases_are_suggested() {
        var solved = desk.open("bob", "errorCode", "REFUND_LATE", "body", "The refund for my stalls ticket is missing")
                .id();
        desk.act(solved, "resolution", SupportDeskClient.agent("erin"), "resolution", "It had gone to the old card.");
        var id = desk.open("alice", "errorCode", "REFUND_LATE", "body", "My refund for a stalls seat' & ! is missing")
                .id();

        var suggested = desk.get("/support/cases/" + id + "/suggestions", SupportDeskClient.agent("erin"));

        assertThat(suggested.body().path("enabled").asBoolean()).isTrue();
        assertThat(suggested.body().path("suggestions").findValuesAsString("resolution"))
                .containsExactly("It had gone to the old card.");
        assertThat(desk.get("/support/cases/" + id + "/suggestions", SupportDeskClient.buyer("alice"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void suggestions_are_off_while_the_desk_is_swamped() {
        var one = cases.get(desk.open("alice", "errorCode", "REFUND_LATE").id());
        assertThat(suggestionsUpTo(1).suggest(one, CaseViewer.AGENT).enabled()).isTrue();

        desk.open("bob");

        assertThat(suggestionsUpTo(1).suggest(one, CaseViewer.AGENT).enabled()).isFalse();
        assertThat(suggestionsUpTo(1).suggest(one, CaseViewer.AGENT).reason()).isEqualTo("load");
        assertThat(suggestionsUpTo(2).suggest(one, CaseViewer.AGENT).enabled()).isTrue();
    }

    private CaseSuggestionService suggestionsUpTo(int openCases) {
        var settings = new MapConfigurationPropertySource(
                Map.of("boxoffice.support.suggestion-load-limit", Integer.toString(openCases)));
        return new CaseSuggestionService(
                resolved, new Binder(settings).bindOrCreate("boxoffice.support", SupportProperties.class));
    }
}
