package dev.boxoffice.support.cases.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CaseStreamTest extends SupportServiceTest {

    @Autowired
    private CaseStreamService stream;

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
}
