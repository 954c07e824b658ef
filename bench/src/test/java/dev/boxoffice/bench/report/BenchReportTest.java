package dev.boxoffice.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final BenchReport report =
            new BenchReport("2 processors", new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void it_tells_met_from_missed_on_paper_and_on_the_page() throws Exception {
        report.add(new BenchFigure("P3", "a <rush>", "1 × 201", "–", "1 × 201", true));
        assertThat(report.allMet()).isTrue();
        report.add(new BenchFigure("P1", "sales | all", "10/s", "–", "≥ 400/s", false));
        report.write(folder);
        assertThat(report.allMet()).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("2 processors", "MISSED");
        assertThat(Files.readString(folder.resolve("figures.html"))).contains("a &lt;rush&gt;");
        assertThat(Files.readString(folder.resolve("figures.md")))
                .contains("2 processors", "| P1 | sales \\| all | 10/s | – | ≥ 400/s | MISSED |");
    }

    @Test
    void charts_are_pictures_of_their_own() throws Exception {
        var chart = BenchChart.bySecond(
                "Sales <a second>",
                "/s",
                List.of(
                        new BenchChart.Line("first", List.of(1.0, 20.0, 30.0)),
                        new BenchChart.Line("warm", List.of(40.0, 45.0))));
        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(picture.getElementsByTagName("figcaption").item(0).getTextContent())
                .isEqualTo("Sales <a second>");
        report.add(chart);
        report.write(folder);
        assertThat(Files.readString(folder.resolve("figures.html")))
                .contains("<polyline")
                .doesNotContain("http");
    }

    @Test
    void a_chart_of_nothing_is_empty() {
        assertThat(BenchChart.bySecond("Nothing", "/s", List.of()).svg())
                .contains("Nothing")
                .doesNotContain("polyline");
    }
}
