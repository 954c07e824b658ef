package dev.boxoffice.support.cases.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.suggestion.CaseSuggestionService;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CaseStreamTest extends SupportServiceTest {

    @Autowired
    private CaseStreamService stream;

    @Autowired
    private CaseRepository cases;

    @Test
    void reporter_and_agent_see_every_change_and_heartbeats_between() throws Exception {
        var id = desk.open("alice").id();
        var seenByAlice = watch("/support/cases/" + id + "/stream", SupportDeskClient.buyer("alice"));
        var seenByErin = watch("/support/cases/" + id + "/stream", SupportDeskClient.agent("erin"));
        await().until(() -> seenByAlice.toString().contains("ROUTED")
                && seenByErin.toString().contains("ROUTED"));

        desk.act(id, "claim", SupportDeskClient.agent("erin"));
        stream.sendChanges();
        await().until(() -> seenByAlice.toString().contains("IN_PROGRESS"));
        await().until(() -> seenByErin.toString().contains("\"owner\":\"erin\""));
        clock.pass(Duration.ofSeconds(16));
        stream.sendChanges();
        await().until(() -> seenByAlice.toString().contains("event:heartbeat"));

        var text = seenByAlice.toString();
        assertThat(text).contains("event:status", "lastUpdated", "refreshAfterSeconds");
        assertThat(text).doesNotContain("erin");
    }

    @Test
    void a_watcher_who_leaves_is_forgotten() throws Exception {
        var id = desk.open("alice").id();
        var before = stream.watched();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    desk.request("/support/cases/" + id + "/stream", SupportDeskClient.buyer("alice"))
                            .GET()
                            .build(),
                    BodyHandlers.ofInputStream());
            await().until(() -> stream.watched() == before + 1);
            answer.body().close();
            client.shutdownNow();
        }
        await().until(() -> {
            clock.pass(Duration.ofSeconds(16));
            stream.sendChanges();
            return stream.watched() <= before;
        });
    }

    private List<String> watch(String path, String token) {
        var lines = new CopyOnWriteArrayList<String>();
        Thread.ofVirtual().start(() -> {
            try {
                HttpClient.newHttpClient()
                        .send(desk.request(path, token).GET().build(), BodyHandlers.ofLines())
                        .body()
                        .forEach(lines::add);
            } catch (Exception closed) {
                lines.add("closed: " + closed);
            }
        });
        return lines;
    }

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
        assertThat(suggestionsUpTo(1).forCase(one, CaseViewer.AGENT).enabled()).isTrue();

        desk.open("bob");

        assertThat(suggestionsUpTo(1).forCase(one, CaseViewer.AGENT).enabled()).isFalse();
        assertThat(suggestionsUpTo(1).forCase(one, CaseViewer.AGENT).reason()).isEqualTo("load");
        assertThat(suggestionsUpTo(2).forCase(one, CaseViewer.AGENT).enabled()).isTrue();
    }

    private CaseSuggestionService suggestionsUpTo(int openCases) {
        var settings = new MapConfigurationPropertySource(
                Map.of("boxoffice.support.suggestion-load-limit", Integer.toString(openCases)));
        return new CaseSuggestionService(jdbc, new Binder(settings).bindOrCreate("boxoffice.support", SupportProperties.class));
    }

    @Test
    void lists_show_reporters_their_own_and_the_desk_all() {
        desk.open("alice");
        desk.open("bob", "errorCode", "DOUBLE_CHARGE");

        assertThat(desk.get("/support/cases", SupportDeskClient.buyer("alice"))
                        .body()
                        .path("page")
                        .path("totalElements")
                        .asInt())
                .isEqualTo(1);
        assertThat(desk.get("/support/cases", SupportDeskClient.agent("erin"))
                        .body()
                        .path("page")
                        .path("totalElements")
                        .asInt())
                .isEqualTo(2);
        assertThat(desk.get("/support/cases?queue=payments-critical", SupportDeskClient.agent("erin"))
                        .body()
                        .path("cases")
                        .size())
                .isEqualTo(1);
        assertThat(desk.get("/support/cases?status=nonsense", SupportDeskClient.agent("erin"))
                        .status())
                .isEqualTo(422);
        assertThat(desk.get("/support/queues", SupportDeskClient.agent("erin"))
                        .body()
                        .path("queues")
                        .findValuesAsString("queue"))
                .contains("bulk-resolution", "payments-critical", "general");
    }
}
