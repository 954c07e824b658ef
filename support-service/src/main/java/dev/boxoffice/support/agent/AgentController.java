package dev.boxoffice.support.agent;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Agents' profiles: one's own, and everybody's for the manager.
@RestController
@RequestMapping("/support/agents")
class AgentController {

    record View(
            String id,
            @Nullable String name,
            AgentPresence presence,
            List<String> skills,
            List<String> requestedSkills,
            int capacity,
            int openCases,
            Agent.Level level,
            boolean contractor,
            boolean autoAssign) {}

    record AllAgents(List<View> agents) {}

    private static final int MAX_ID = 200;

    private final AgentRepository agents;
    private final AgentProfileService profiles;
    private final Clock clock;

    AgentController(AgentRepository agents, AgentProfileService profiles, Clock clock) {
        this.agents = agents;
        this.profiles = profiles;
        this.clock = clock;
    }

    @GetMapping("/me")
    View readOwn(Caller caller) {
        return view(agents.profile(caller.subject(), UtcTime.now(clock)));
    }

    @PutMapping("/me")
    ResponseEntity<View> saveOwn(Caller caller, @RequestBody AgentProfileRequest wanted) {
        return switch (profiles.saveOwn(caller.subject(), caller.name(), wanted, UtcTime.now(clock))) {
            case AgentProfileOutcome.Saved(var saved) -> ResponseEntity.ok(view(saved));
            case AgentProfileOutcome.ManagerOnly(var reason) ->
                Problem.of(ProblemTypes.FORBIDDEN, reason).toResponse();
        };
    }

    @GetMapping
    AllAgents list() {
        return new AllAgents(agents.findAll().stream().map(this::view).toList());
    }

    @PutMapping("/{id}")
    View save(@PathVariable String id, @RequestBody AgentProfileRequest wanted) {
        if (id.length() > MAX_ID) {
            throw Problem.of(ProblemTypes.NOT_FOUND, "There is no such agent.").toException();
        }
        return view(profiles.save(id, wanted, UtcTime.now(clock)));
    }

    private View view(Agent agent) {
        return new View(
                agent.id(),
                agent.name(),
                agent.presence(),
                agent.skills(),
                agent.requestedSkills(),
                agent.capacity(),
                agents.countOpenCases(agent.id()),
                agent.level(),
                agent.contractor(),
                agent.autoAssign());
    }
}
