package dev.boxoffice.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.standalone.ForkedProcess;
import dev.boxoffice.standalone.ForkedProcess.Ended;
import dev.boxoffice.standalone.store.StoreHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in the way of a start is one clear line; what dies on its own is started again. The whole platform is
/// started by the acceptance tests.
@Tag("stores")
class LauncherTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void a_port_in_use_is_named_with_the_setting_that_moves_it() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            assertRefused(
                    up(Map.of("BOXOFFICE_PORT", port)), "Port " + port + " (gateway) is in use", "BOXOFFICE_PORT");
            assertRefused(
                    up(Map.of("BOXOFFICE_STANDALONE_PORTS_REDIS", port)),
                    "Port " + port + " (redis) is in use",
                    "BOXOFFICE_STANDALONE_PORTS_REDIS");
        }
    }

    /// O11: the script runs this file before it builds, so it must be runnable from its source and the JDK alone.
    @Test
    void every_port_in_use_is_named_at_once_and_before_anything_is_built() throws Exception {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var source = Path.of("src/main/java/dev/boxoffice/standalone/launcher/PreflightApplication.java");
            var check = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            source.toAbsolutePath().toString())
                    .redirectErrorStream(true);
            check.environment()
                    .putAll(environment(Map.of(
                            "BOXOFFICE_PORT", Integer.toString(one.getLocalPort()),
                            "BOXOFFICE_STANDALONE_PORTS_POSTGRES", Integer.toString(other.getLocalPort()))));

            var ended = ForkedProcess.run(check);

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.output())
                    .contains("Port " + one.getLocalPort() + " (gateway) is in use")
                    .contains("Port " + other.getLocalPort() + " (postgres) is in use");
        }
    }

    /// O11: nothing is here to be started, so it ends after it has forgotten.
    @Test
    void a_fresh_start_forgets_all_but_the_log_of_the_build_it_named() throws Exception {
        var log = directory.resolve("home/logs/build.log");
        Files.createDirectories(log.getParent());
        Files.createDirectories(directory.resolve("home/data"));
        Files.writeString(log, "BUILD SUCCESS");
        Files.writeString(log.resolveSibling("gateway.log"), "of before");

        var ended = ForkedProcess.run(ForkedProcess.java(environment(Map.of()), Launcher.class, "up", "--fresh"));

        assertThat(ended.code()).isNotZero();
        assertThat(log).hasContent("BUILD SUCCESS");
        assertThat(log.resolveSibling("gateway.log")).doesNotExist();
        assertThat(directory.resolve("home/data")).doesNotExist();
    }

    @Test
    void too_little_memory_is_said_before_anything_starts() throws Exception {
        assertRefused(up(Map.of("BOXOFFICE_STANDALONE_MINMEMORY", "999999")), "needs 999999 MB of free memory");
        assertThat(directory.resolve("home/data")).doesNotExist();
    }

    @Test
    void a_setting_that_is_no_number_is_named() throws Exception {
        assertRefused(up(Map.of("BOXOFFICE_PORT", "banana")), "BOXOFFICE_PORT must be a whole number", "banana");
    }

    @Test
    void a_second_start_is_refused_while_the_first_lives() throws Exception {
        new PreflightCheck(LauncherSettings.from(environment(Map.of()))).claim();
        assertRefused(
                up(Map.of()),
                "running already (process " + ProcessHandle.current().pid() + ")");
    }

    @Test
    void a_process_id_that_belongs_to_somebody_else_by_now_does_not_count() throws Exception {
        var settings = LauncherSettings.from(environment(Map.of()));
        var preflight = new PreflightCheck(settings);
        preflight.claim();
        assertThat(preflight.runningLauncher()).isPresent();

        Files.writeString(settings.processIdFile(), ProcessHandle.current().pid() + " 12345");

        assertThat(preflight.runningLauncher()).isEmpty();
    }

    @Test
    void nothing_running_is_said_so() throws Exception {
        var status = launcher(Map.of(), "status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.output()).contains("Boxoffice is not running.");
        assertThat(launcher(Map.of(), "down").code()).isZero();
    }

    @Test
    void secrets_are_made_once_and_kept_from_others() throws IOException {
        var secrets = new SecretDirectory(directory.resolve("secrets"));
        assertThat(secrets.password("postgres"))
                .isEqualTo(secrets.password("postgres"))
                .hasSizeGreaterThan(30);
        assertThat(secrets.prefixed("stripe", "sk_test_")).startsWith("sk_test_");
        assertThat(secrets.password("a")).isNotEqualTo(secrets.password("b"));
        assertThat(Files.getPosixFilePermissions(directory.resolve("secrets/postgres")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void a_service_that_dies_is_started_again_and_one_that_keeps_dying_is_left() {
        var said = new CopyOnWriteArrayList<String>();
        var spec = new ServiceSpec("dying", List.of("-version"), 32, StoreHome.freePort(), "/", Map.of());
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var service = new ServiceSupervisor(spec, java, LauncherSettings.from(environment(Map.of())), said::add);

        service.start();

        await().atMost(Duration.ofMinutes(1)).until(service::gaveUp);
        assertThat(said)
                .filteredOn(line -> line.contains("restarting"))
                .hasSize(5)
                .allMatch(line -> line.startsWith("dying ended unexpectedly (exit code 0)"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(said.getLast()).contains("is not restarted any more"));
        service.stop();
    }

    private void assertRefused(Ended ended, String... words) {
        assertThat(ended.code()).isNotZero();
        assertThat(ended.output().strip().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("boxoffice: ").contains(words));
    }

    private Ended up(Map<String, String> settings) throws IOException, InterruptedException {
        return launcher(settings, "up");
    }

    private Ended launcher(Map<String, String> settings, String command) throws IOException, InterruptedException {
        return ForkedProcess.run(ForkedProcess.java(environment(settings), Launcher.class, command));
    }

    /// Ports nobody uses, so that a platform that happens to run here does not matter.
    private Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<String, String>();
        environment.put("BOXOFFICE_ROOT", directory.toString());
        environment.put("BOXOFFICE_HOME", directory.resolve("home").toString());
        environment.put("BOXOFFICE_STANDALONE_MINMEMORY", "0");
        for (var part : PlatformPart.values()) {
            environment.put(part.portVariable(), Integer.toString(StoreHome.freePort()));
        }
        environment.putAll(settings);
        return environment;
    }
}
