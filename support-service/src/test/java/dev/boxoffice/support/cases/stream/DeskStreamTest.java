package dev.boxoffice.support.cases.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

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

    @Test
    void buyers_do_not_follow_the_desk() {
        assertThat(desk.get("/support/stream", SupportDeskClient.buyer("alice")).status())
                .isEqualTo(403);
    }
}
