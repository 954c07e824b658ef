package dev.boxoffice.support.agent;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
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

    /// What is absent stays as it was.
    record Profile(
            @Nullable Presence presence,
            @Nullable List<String> skills,
            @Nullable Integer capacity,
            @Nullable Boolean autoAssign,
            @Nullable Boolean contractor,
            Agent.@Nullable Level level) {}

    record View(
            String id,
            @Nullable String name,
            Presence presence,
            List<String> skills,
            int capacity,
            int openCases,
            Agent.Level level,
            boolean contractor,
            boolean autoAssign) {}

    record AllAgents(List<View> agents) {}

    private static final Pattern SKILL = Pattern.compile("[A-Z][A-Z0-9_-]{1,39}");
    private static final int MAX_ID = 200;

    private final Agents agents;
    private final SupportProperties.Agents limits;
    private final Clock clock;

    AgentController(Agents agents, SupportProperties properties, Clock clock) {
        this.agents = agents;
        this.limits = properties.agents();
        this.clock = clock;
    }

    @GetMapping("/me")
    View mine(Caller caller) {
        return view(agents.profile(caller.subject(), UtcTime.now(clock)));
    }

    /// An agent may say to be a contractor, but only the manager may say otherwise, or how experienced somebody is.
    @PutMapping("/me")
    @Transactional
    public ResponseEntity<View> saveMine(Caller caller, @RequestBody Profile wanted) {
        var now = UtcTime.now(clock);
        var current = agents.lock(caller.subject(), now);
        if (current.contractor() && Boolean.FALSE.equals(wanted.contractor())) {
            return Problem.of(ProblemTypes.FORBIDDEN, "Only a support manager may take the contractor mark away.")
                    .toResponse();
        }
        if (wanted.level() != null && wanted.level() != current.level()) {
            return Problem.of(ProblemTypes.FORBIDDEN, "Only a support manager may change an agent's level.")
                    .toResponse();
        }
        return ResponseEntity.ok(save(current, wanted, caller.name(), now));
    }

    @GetMapping
    AllAgents all() {
        return new AllAgents(agents.all().stream().map(this::view).toList());
    }

    @PutMapping("/{id}")
    @Transactional
    public View save(@PathVariable String id, @RequestBody Profile wanted) {
        if (id.length() > MAX_ID) {
            throw Problem.of(ProblemTypes.NOT_FOUND, "There is no such agent.").toException();
        }
        var now = UtcTime.now(clock);
        return save(agents.lock(id, now), wanted, null, now);
    }

    private View save(Agent current, Profile wanted, @Nullable String name, Instant now) {
        var skills = wanted.skills() == null ? current.skills() : skills(wanted.skills());
        var capacity = wanted.capacity() == null ? current.capacity() : wanted.capacity();
        if (capacity < 0 || capacity > limits.maxCapacity()) {
            throw FieldErrors.single("capacity", "must be from 0 to " + limits.maxCapacity());
        }
        agents.save(
                new Agent(
                        current.id(),
                        name,
                        wanted.presence() == null ? current.presence() : wanted.presence(),
                        skills,
                        capacity,
                        wanted.level() == null ? current.level() : wanted.level(),
                        wanted.contractor() == null ? current.contractor() : wanted.contractor(),
                        wanted.autoAssign() == null ? current.autoAssign() : wanted.autoAssign(),
                        current.version()),
                now);
        return view(agents.profile(current.id(), now));
    }

    private List<String> skills(List<String> wanted) {
        var errors = FieldErrors.collect()
                .rejectIf(wanted.size() > limits.maxSkills(), "skills", "must be at most " + limits.maxSkills());
        var skills = wanted.stream()
                .map(skill -> skill == null ? "" : skill.strip().toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        for (var i = 0; i < skills.size(); i++) {
            errors.rejectIf(
                    !SKILL.matcher(skills.get(i)).matches(), "skills[" + i + "]", "must be a module such as PAYMENTS");
        }
        errors.throwIfAny();
        return skills;
    }

    private View view(Agent agent) {
        return new View(
                agent.id(),
                agent.name(),
                agent.presence(),
                agent.skills(),
                agent.capacity(),
                agents.openCases(agent.id()),
                agent.level(),
                agent.contractor(),
                agent.autoAssign());
    }
}
