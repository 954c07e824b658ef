package dev.boxoffice.support.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to change of a profile; what is absent stays as it was.
record AgentProfileRequest(
        @Nullable AgentPresence presence,
        @Nullable List<String> skills,
        @Nullable Integer capacity,
        @Nullable Boolean autoAssign,
        @Nullable Boolean contractor,
        Agent.@Nullable Level level) {}
