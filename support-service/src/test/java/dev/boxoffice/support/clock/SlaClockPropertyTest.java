package dev.boxoffice.support.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.clock.SlaClockModel.Step;
import dev.boxoffice.support.clock.SlaClockModel.Timed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SlaClockPropertyTest {

    private static final Instant START = Instant.parse("2027-03-28T00:30:00Z"); // a night when clocks change

    @Property(tries = 2000)
    void any_history_gives_the_deadline_of_the_brute_force_model(
            @ForAll("histories") List<Timed> history, @ForAll("severities") int severity) {
        var clock = SlaClock.started(START, Duration.ofSeconds(SlaClockModel.TARGETS[severity - 1]));
        var now = START;
        for (var timed : history) {
            now = now.plusSeconds(timed.after());
            clock = switch (timed.step()) {
                case Step.Freeze(var source) -> clock.frozen(source, now);
                case Step.Thaw(var source) -> clock.thawed(source, now);
                case Step.Severity(var level) ->
                    clock.retargeted(Duration.ofSeconds(SlaClockModel.TARGETS[level - 1]), now);
                case Step.Restart() -> clock;
            };
        }
        var model = SlaClockModel.of(history).lived(severity);

        assertThat(clock.dueAt()).isEqualTo(START.plusSeconds(model.dueSecond));
        assertThat(clock.observed(now).breachedAt() != null).isEqualTo(model.breached);
        assertThat(clock.isRunning()).isEqualTo(!model.frozen);
    }

    @Property(tries = 500)
    void a_breach_is_never_taken_back(@ForAll("histories") List<Timed> history) {
        var clock = SlaClock.started(START, Duration.ofSeconds(1)).observed(START.plusSeconds(2));
        var breach = clock.breachedAt();
        var now = START.plusSeconds(2);
        for (var timed : history) {
            now = now.plusSeconds(timed.after());
            clock = switch (timed.step()) {
                case Step.Freeze(var source) -> clock.frozen(source, now);
                case Step.Thaw(var source) -> clock.thawed(source, now);
                case Step.Severity(var level) -> clock.retargeted(Duration.ofHours(level * 1000L), now);
                case Step.Restart() -> clock;
            };
            assertThat(clock.breachedAt()).isEqualTo(breach);
        }
        assertThat(clock.stopped(now).breachedAt()).isEqualTo(breach);
    }

    @Provide
    Arbitrary<List<Timed>> histories() {
        return SlaClockSteps.any(20);
    }

    @Provide
    Arbitrary<Integer> severities() {
        return Arbitraries.integers().between(1, 3);
    }
}
