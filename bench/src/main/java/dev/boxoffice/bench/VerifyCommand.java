package dev.boxoffice.bench;

import dev.boxoffice.bench.report.BenchFigure;
import dev.boxoffice.bench.report.BenchReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// `./boxoffice verify` after a run: each seat one owner, money captured = tickets booked, asked of the live database.
final class VerifyCommand {

    private VerifyCommand() {}

    static void reportInto(BenchReport report, String row) throws IOException, InterruptedException {
        var process = new ProcessBuilder("./boxoffice", "verify")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        var kept = process.waitFor() == 0;
        report.add(new BenchFigure(
                row, "invariants after it, by ./boxoffice verify", kept ? "all kept" : said, "–", "all kept", kept));
    }
}
