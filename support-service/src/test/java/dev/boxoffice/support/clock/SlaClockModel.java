package dev.boxoffice.support.clock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The clock worked out the slow way: second by second, with nothing clever that could be wrong in the same way.
final class SlaClockModel {

    sealed interface Step {
        record Freeze(String source) implements Step {}

        record Thaw(String source) implements Step {}

        record Severity(int level) implements Step {}

        /// Whatever kept the desk running dies and comes back: a clock must not care.
        record Restart() implements Step {}
    }

    /// A step, and how many seconds pass before it.
    record Timed(int after, Step step) {}

    static final int[] TARGETS = {60, 240, 1440};

    private final List<Step>[] at;
    private final int horizon;

    int dueSecond;
    boolean breached;
    boolean frozen;

    private SlaClockModel(List<Step>[] at, int horizon) {
        this.at = at;
        this.horizon = horizon;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static SlaClockModel of(List<Timed> steps) {
        var horizon = steps.stream().mapToInt(Timed::after).sum();
        List<Step>[] at = new List[horizon + 1];
        var second = 0;
        for (var timed : steps) {
            second += timed.after();
            if (at[second] == null) {
                at[second] = new ArrayList<>();
            }
            at[second].add(timed.step());
        }
        return new SlaClockModel(at, horizon);
    }

    /// Lives through every second up to the last step.
    SlaClockModel lived(int firstSeverity) {
        Set<String> freezes = new HashSet<>();
        var target = TARGETS[firstSeverity - 1];
        var stoodStill = 0;
        for (var second = 0; second <= horizon; second++) {
            for (var step : at[second] == null ? List.<Step>of() : at[second]) {
                breached |= freezes.isEmpty() && target + stoodStill <= second;
                switch (step) {
                    case Step.Freeze(var source) -> freezes.add(source);
                    case Step.Thaw(var source) -> freezes.remove(source);
                    case Step.Severity(var level) -> target = TARGETS[level - 1];
                    case Step.Restart() -> {}
                }
            }
            breached |= freezes.isEmpty() && target + stoodStill <= second;
            // The second that begins now is spent running or standing still.
            if (second < horizon && !freezes.isEmpty()) {
                stoodStill++;
            }
        }
        frozen = !freezes.isEmpty();
        // A freeze that still lasts has not moved the deadline yet.
        dueSecond = target + stoodStill - (frozen ? currentFreezeLength() : 0);
        return this;
    }

    private int currentFreezeLength() {
        Set<String> freezes = new HashSet<>();
        var since = -1;
        for (var second = 0; second <= horizon; second++) {
            for (var step : at[second] == null ? List.<Step>of() : at[second]) {
                if (step instanceof Step.Freeze(var source)) {
                    freezes.add(source);
                } else if (step instanceof Step.Thaw(var source)) {
                    freezes.remove(source);
                }
                since = freezes.isEmpty() ? -1 : since < 0 ? second : since;
            }
        }
        return horizon - since;
    }
}
