package dev.boxoffice.support.cases.queue;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.agent.AgentRepository;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Pushes waiting cases to agents who asked for that: one each a round, so that nobody is filled up first.
@Component
class CaseAssignmentWorker extends Worker {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final AgentRepository agents;
    private final CaseClaimService claims;
    private final Clock clock;

    CaseAssignmentWorker(AgentRepository agents, CaseClaimService claims, Clock clock) {
        super("assignment", POLL);
        this.agents = agents;
        this.claims = claims;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        assignWaiting();
        return false;
    }

    int assignWaiting() {
        var assigned = 0;
        for (var round = assignRound(); round > 0; round = assignRound()) {
            assigned += round;
        }
        return assigned;
    }

    private int assignRound() {
        return (int) agents.findOpenToAssignment().stream()
                .filter(agent -> claims.assignNext(agent, UtcTime.now(clock)))
                .count();
    }
}
