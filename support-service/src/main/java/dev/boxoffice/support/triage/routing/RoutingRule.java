package dev.boxoffice.support.triage.routing;

import com.fasterxml.jackson.annotation.JsonProperty;

/// One line of the routing table.
///
/// @param when a condition such as `severity=1 and module=PAYMENTS`
public record RoutingRule(@JsonProperty("when") String when, String queue) {}
