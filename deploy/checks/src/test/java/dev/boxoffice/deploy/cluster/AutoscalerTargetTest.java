package dev.boxoffice.deploy.cluster;

import static dev.boxoffice.deploy.MarkdownTable.number;
import static dev.boxoffice.deploy.RenderedOverlay.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.deploy.MarkdownTable;
import dev.boxoffice.deploy.ProjectFiles;
import dev.boxoffice.deploy.RenderedOverlay;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// O5: a replica is added before one refuses.
class AutoscalerTargetTest {

    @Test
    void targets_are_well_below_where_an_instance_refuses() {
        var table = MarkdownTable.of("docs/operations.md", "### What a replica takes");
        var seen = 0;
        for (var autoscaler : RenderedOverlay.of("production").all("HorizontalPodAutoscaler")) {
            for (var metric : autoscaler.at("/spec/metrics")) {
                if (metric.path("type").asText().equals("Resource")) {
                    assertThat(metric.at("/resource/target/averageUtilization").asInt())
                            .as(name(autoscaler))
                            .isEqualTo(60);
                    continue;
                }
                seen++;
                var row = table.row("service", name(autoscaler));
                var target = metric.at("/pods/target/averageValue").asInt();
                assertThat(number(row, "scaled at")).as(name(autoscaler)).isEqualTo(target);
                var limit = defaultOf(String.valueOf(row.get("setting")));
                assertThat(number(row, "refused at")).as(name(autoscaler)).isEqualTo(limit);
                assertThat(target * 3).as(name(autoscaler)).isLessThanOrEqualTo(limit * 2);
            }
        }
        assertThat(seen).isEqualTo(table.rows().size());
    }

    private static int defaultOf(String setting) {
        var line = Pattern.compile("(?m)^\\| `" + Pattern.quote(setting) + "` \\| [^|]+ \\| [^|]+ \\| `(\\d+)` \\|")
                .matcher(ProjectFiles.text("docs/settings.md"));
        assertThat(line.find()).as(setting).isTrue();
        return Integer.parseInt(line.group(1));
    }
}
