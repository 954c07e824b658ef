package dev.boxoffice.support.triage.routing;

import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a routing condition may ask about a case.
public record RoutingFacts(
        Severity severity,
        String module,
        String category,
        ContractTier tier,
        String channel,
        String source,
        @Nullable String errorCode) {

    public Map<String, String> byName() {
        return Map.of(
                "severity", String.valueOf(severity.level()),
                "module", module,
                "category", category,
                "tier", tier.name(),
                "channel", channel,
                "source", source,
                "errorcode", errorCode == null ? "" : errorCode.toUpperCase(Locale.ROOT));
    }
}
