package dev.boxoffice.support.triage.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingConditionTest {

    @Test
    void a_routing_condition_is_read_or_explained() throws UnreadableConditionException {
        var facts =
                new RoutingFacts(Severity.ONE, "PAYMENTS", "DOUBLE_CHARGE", ContractTier.VIP, "EMAIL", "REPORT", null);

        assertThat(RoutingCondition.read("severity=1 and module=PAYMENTS").holdsFor(facts))
                .isTrue();
        assertThat(RoutingCondition.read("tier in (VIP, ORGANISER)").holdsFor(facts))
                .isTrue();
        assertThat(RoutingCondition.read("severity = 2").holdsFor(facts)).isFalse();
        assertThat(RoutingCondition.read("always").holdsFor(facts)).isTrue();
        for (var wrong : List.of("", "severity", "mood=BAD", "severity=9", "module=A or module=B", "tier in ()")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> RoutingCondition.read(wrong))
                    .describedAs(wrong)
                    .isInstanceOf(UnreadableConditionException.class);
        }
    }
}
