package dev.boxoffice.testkit.process;

import dev.boxoffice.standalone.process.ChildProcess;
import dev.boxoffice.standalone.process.Program;
import dev.boxoffice.standalone.store.StoreHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A service in a process of its own on a free port, with the class path of this test, which can be killed as a crash
/// would kill it. It does not outlive this JVM.
public final class ServiceProcess implements AutoCloseable {
    private final ChildProcess process;
    private final int port;

    private ServiceProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Not ready yet when this returns.
    ///
    /// @param heapMegabytes the most it may use
    public static ServiceProcess start(Class<?> application, int heapMegabytes, Map<String, String> settings) {
        var port = StoreHome.freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                application.getName(),
                "--server.port=" + port));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        var name = application.getSimpleName() + "-" + port;
        return new ServiceProcess(
                ChildProcess.start(
                        Program.of(name, command, Path.of("").toAbsolutePath(), Path.of("target", name + ".log"))),
                port);
    }

    public int port() {
        return port;
    }

    public String base() {
        return "http://localhost:" + port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Where to look when it ended by itself.
    public Path log() {
        return process.program().log();
    }

    /// As `kill -9` does: it has no chance to finish anything.
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
