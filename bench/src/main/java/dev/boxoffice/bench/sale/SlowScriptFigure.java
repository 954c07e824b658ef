package dev.boxoffice.bench.sale;

import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.sale.SlowScriptLog.Call;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// How many scripts took too long: by the clock on the wall, and as far as it is known without Redis's waits for a
/// processor.
record SlowScriptFigure(List<Call> slow, long calls, long tooLongMicros) {

    /// Met only if no script can have taken so long by itself, as if all that Redis ran meanwhile had been the script.
    static BenchFigure of(String row, String what, SlowScriptLog log, long tooLongMicros) {
        var figure = new SlowScriptFigure(log.slow(), log.calls(), tooLongMicros);
        return new BenchFigure(
                row,
                what,
                log.knowsWaits() ? figure.byTheWall() + "; " + figure.withoutWaits() : figure.byTheWall(),
                "–",
                "none",
                figure.over(Call::mostMicros) == 0);
    }

    private String byTheWall() {
        return String.format(
                Locale.ROOT,
                "%d of %,d calls by the clock on the wall%s",
                over(Call::wallMicros),
                calls,
                slowest(Call::wallMicros));
    }

    private String withoutWaits() {
        return String.format(
                Locale.ROOT,
                "without waits for a processor %d at least and %d at most%s",
                over(Call::leastMicros),
                over(Call::mostMicros),
                slowest(Call::mostMicros));
    }

    private long over(ToLongFunction<Call> micros) {
        return slow.stream()
                .filter(call -> micros.applyAsLong(call) >= tooLongMicros)
                .count();
    }

    private String slowest(ToLongFunction<Call> micros) {
        return slow.stream()
                .max((one, other) -> Long.compare(micros.applyAsLong(one), micros.applyAsLong(other)))
                .map(call -> String.format(
                        Locale.ROOT, ", slowest %.1f ms: %s", micros.applyAsLong(call) / 1e3, call.script()))
                .orElse("");
    }
}
