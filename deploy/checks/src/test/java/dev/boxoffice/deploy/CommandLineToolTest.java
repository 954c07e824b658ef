package dev.boxoffice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// O10: a check does not vanish because a program is missing.
class CommandLineToolTest {

    @Test
    void a_missing_program_skips_a_test_on_a_developer_s_machine() {
        assertThatThrownBy(() -> CommandLineTool.require("kubectl", "nothing is read", Map.of("PATH", "/nowhere")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("kubectl is not installed");
    }

    @Test
    void a_missing_program_fails_it_where_everything_is_checked() {
        assertThatThrownBy(() -> CommandLineTool.require(
                        "kubectl", "nothing is read", Map.of("PATH", "/nowhere", "BOXOFFICE_CHECKS_COMPLETE", "true")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("kubectl is not installed");
    }

    @Test
    void the_build_checks_everything_with_programs_of_known_versions() {
        var run = ProjectFiles.text(".ci/run");
        assertThat(run)
                .contains("export BOXOFFICE_CHECKS_COMPLETE=true", "deploy/tools/install.sh", ".ci/may-be-skipped");
        assertThat(ProjectFiles.text("deploy/tools/package.json")).doesNotContain("\"^", "\"~", "latest");
        assertThat(ProjectFiles.json("deploy/tools/package-lock.json")
                        .path("packages")
                        .properties())
                .hasSizeGreaterThan(2)
                .filteredOn(entry -> !entry.getKey().isEmpty())
                .allSatisfy(entry ->
                        assertThat(entry.getValue().path("integrity").asText()).startsWith("sha512-"));
    }
}
