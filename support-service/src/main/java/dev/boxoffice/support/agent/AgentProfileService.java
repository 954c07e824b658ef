package dev.boxoffice.support.agent;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.SupportProperties;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes agents' profiles.
@Service
class AgentProfileService {

    private static final Pattern SKILL = Pattern.compile("[A-Z][A-Z0-9_-]{1,39}");

    private final AgentRepository agents;
    private final ApplicationEventPublisher events;
    private final SupportProperties.Agents limits;

    AgentProfileService(AgentRepository agents, ApplicationEventPublisher events, SupportProperties properties) {
        this.agents = agents;
        this.events = events;
        this.limits = properties.agents();
    }

    /// An agent may say to be a contractor, but only the manager may say otherwise, or how experienced or skilled
    /// somebody is. Whoever is new counts as a contractor until the manager vouches for them.
    @Transactional
    public AgentProfileOutcome saveOwn(String id, @Nullable String name, AgentProfileRequest wanted, Instant now) {
        var current = agents.lock(id, now);
        if (current.contractor() && Boolean.FALSE.equals(wanted.contractor())) {
            return new AgentProfileOutcome.ManagerOnly("Only a support manager may take the contractor mark away.");
        }
        if (wanted.level() != null && wanted.level() != current.level()) {
            return new AgentProfileOutcome.ManagerOnly("Only a support manager may change an agent's level.");
        }
        return new AgentProfileOutcome.Saved(save(current, wanted, name, true, now));
    }

    @Transactional
    public Agent save(String id, AgentProfileRequest wanted, Instant now) {
        return save(agents.lock(id, now), wanted, null, false, now);
    }

    /// What an agent says of their own skills is a request; a manager grants them.
    private Agent save(Agent current, AgentProfileRequest wanted, @Nullable String name, boolean own, Instant now) {
        var named = wanted.skills() == null ? null : skills(wanted.skills());
        var capacity = wanted.capacity() == null ? current.capacity() : wanted.capacity();
        if (capacity < 0 || capacity > limits.maxCapacity()) {
            throw FieldErrors.single("capacity", "must be from 0 to " + limits.maxCapacity());
        }
        var granted = named == null || own ? current.skills() : named;
        var requested = named != null && own ? named : current.requestedSkills();
        agents.save(
                new Agent(
                        current.id(),
                        name,
                        wanted.presence() == null ? current.presence() : wanted.presence(),
                        granted,
                        requested.stream()
                                .filter(skill -> !granted.contains(skill))
                                .toList(),
                        capacity,
                        wanted.level() == null ? current.level() : wanted.level(),
                        wanted.contractor() == null ? current.contractor() : wanted.contractor(),
                        wanted.autoAssign() == null ? current.autoAssign() : wanted.autoAssign(),
                        current.version()),
                now);
        if (wanted.presence() == AgentPresence.OFFLINE) {
            events.publishEvent(new AgentWentOffline(current.id(), now));
        }
        return agents.profile(current.id(), now);
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
}
