package dev.boxoffice.support.cases.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.cases.view.CaseViewer;
import dev.boxoffice.testkit.TokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class DeskStreamTest extends SupportServiceTest {

    private static final String ERIN = SupportDeskClient.agent("erin");

    @Autowired
    private DeskStreamService streams;

    private static final class Screen implements CaseStreamConnection {
        private final List<CaseStreamEvent> events = new ArrayList<>();

        @Override
        public void send(CaseStreamEvent event) {
            events.add(event);
        }

        @Override
        public void complete() {}

        @Override
        public void completeWithError(Throwable failure) {}

        List<String> names() {
            return events.stream().map(CaseStreamEvent::name).toList();
        }

        DeskStatus.Cases last(String name) {
            return (DeskStatus.Cases) events.stream()
                    .filter(event -> event.name().equals(name))
                    .reduce((_, later) -> later)
                    .orElseThrow()
                    .data();
        }
    }

    /// S5, S7: own cases, heads of queues, replies and promises at risk reach the agent.
    @Test
    void an_agent_is_told_of_their_cases_the_queues_replies_and_risks() {
        var screen = new Screen();
        var leave = streams.subscribe("erin", CaseViewer.AGENT, screen);
        assertThat(screen.names()).containsExactly("snapshot");
        streams.sendChanges();
        assertThat(screen.names()).containsExactly("snapshot");

        var id = desk.open("alice").id();
        streams.sendChanges();
        assertThat(screen.last("heads").cases()).hasSize(1);

        desk.act(id, "claim", ERIN);
        streams.sendChanges();
        assertThat(screen.last("own").cases()).hasSize(1);
        assertThat(screen.last("heads").cases()).isEmpty();

        desk.act(id, "replies", SupportDeskClient.buyer("alice"), "body", "Hello?");
        streams.sendChanges();
        assertThat(screen.names()).contains("reply");

        clock.pass(Duration.ofHours(2));
        streams.sendChanges();
        assertThat(screen.last("risks").cases()).hasSize(1);
        assertThat(screen.last("risks").cases().getFirst().breached()).isTrue();
        leave.run();
    }

    /// S5: each answer of a reporter is told, whether or not the one before it was answered.
    @Test
    void every_reply_of_a_reporter_is_told() {
        var id = desk.open("alice").id();
        desk.act(id, "claim", ERIN);
        var screen = new Screen();
        var leave = streams.subscribe("erin", CaseViewer.AGENT, screen);
        for (var said : List.of("Hello?", "Anybody?")) {
            clock.pass(Duration.ofSeconds(2));
            desk.act(id, "replies", SupportDeskClient.buyer("alice"), "body", said);
            streams.sendChanges();
            streams.sendChanges();
        }
        assertThat(screen.names()).filteredOn("reply"::equals).hasSize(2);

        clock.pass(Duration.ofSeconds(2));
        desk.act(id, "replies", ERIN, "body", "Here we are.");
        streams.sendChanges();
        assertThat(screen.names()).filteredOn("reply"::equals).hasSize(2);

        clock.pass(Duration.ofSeconds(2));
        desk.act(id, "replies", ERIN, "body", "Which card was it?");
        desk.act(id, "replies", SupportDeskClient.buyer("alice"), "body", "The blue one");
        streams.sendChanges();
        assertThat(screen.names()).filteredOn("reply"::equals).hasSize(3);
        leave.run();
    }

    /// S9: canaries in what is reported reach no contractor's screen, whatever event it comes by.
    @Test
    void a_contractors_screen_shows_no_personal_data_in_any_event() {
        var screen = new Screen();
        var leave = streams.subscribe("con", CaseViewer.CONTRACTOR, screen);
        var carol = TokenIssuer.shared()
                .tokenWith("carol", Map.of("name", "Carol Canary", "email", "carol@canary.example"), "buyer");
        var said = "Carol Canary, +49 170 1234567, carol@canary.example, 4242 4242 4242 4242";
        var id = desk.post("/support/cases", carol, SupportDeskClient.report("subject", said, "body", said))
                .id();
        streams.sendChanges();
        desk.act(id, "claim", SupportDeskClient.agent("con"));
        streams.sendChanges();
        desk.act(id, "replies", carol, "body", said);
        streams.sendChanges();
        clock.pass(Duration.ofHours(2));
        streams.sendChanges();
        leave.run();

        assertThat(screen.names()).contains("snapshot", "heads", "own", "reply", "risks");
        assertThat(screen.events)
                .allSatisfy(event -> assertThat(JsonMapper.shared().writeValueAsString(event.data()))
                        .as(event.name())
                        .doesNotContain("Carol", "Canary", "carol@", "1234567", "4242 4242"));
    }

    @Test
    void buyers_do_not_follow_the_desk() {
        assertThat(desk.get("/support/stream", SupportDeskClient.buyer("alice")).status())
                .isEqualTo(403);
    }
}
