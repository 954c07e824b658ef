package dev.boxoffice.support.cases;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.agent.Agents;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Pushes waiting cases to agents who asked for that: one each a round, so that nobody is filled up first.
@Component
class Assignment {

    private final Agents agents;
    private final Claims claims;
    private final Clock clock;

    Assignment(Agents agents, Claims claims, Clock clock) {
        this.agents = agents;
        this.claims = claims;
        this.clock = clock;
    }

    int assignWaiting() {
        var given = 0;
        for (var round = assignRound(); round > 0; round = assignRound()) {
            given += round;
        }
        return given;
    }

    private int assignRound() {
        return (int) agents.openToAssignment().stream()
                .filter(agent -> claims.assign(agent, UtcTime.now(clock)))
                .count();
    }
}
