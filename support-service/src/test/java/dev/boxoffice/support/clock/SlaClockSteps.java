package dev.boxoffice.support.clock;

import dev.boxoffice.support.clock.SlaClockModel.Step;
import dev.boxoffice.support.clock.SlaClockModel.Timed;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Any order of waiting, resuming, freezing, thawing, changes of severity and restarts.
final class SlaClockSteps {

    private SlaClockSteps() {}

    static Arbitrary<List<Timed>> any(int most) {
        Arbitrary<Step> step = Arbitraries.oneOf(
                Arbitraries.of("WAITING_FOR_CUSTOMER", "INCIDENT").map(Step.Freeze::new),
                Arbitraries.of("WAITING_FOR_CUSTOMER", "INCIDENT").map(Step.Thaw::new),
                Arbitraries.integers().between(1, 3).map(Step.Severity::new),
                Arbitraries.just(new Step.Restart()));
        return Combinators.combine(Arbitraries.integers().between(0, 90), step)
                .as(Timed::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(most);
    }
}
