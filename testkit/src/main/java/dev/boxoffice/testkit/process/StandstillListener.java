package dev.boxoffice.testkit.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Ends a process of tests in which none has begun or ended for ten minutes, and leaves what its threads were doing in
/// `target/standstill-<pid>.txt`: a build that hangs tells nobody why. `-Dboxoffice.tests.standstill=PT1H` gives those
/// of a large volume an hour.
public final class StandstillListener implements TestExecutionListener {

    private static final Duration LIMIT = Duration.parse(System.getProperty("boxoffice.tests.standstill", "PT10M"));

    private final Duration limit;
    private final Path dump;
    private final Runnable end;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("standstill").factory());
    private @Nullable Future<?> due;

    /// For JUnit, which finds it by name.
    public StandstillListener() {
        this(
                LIMIT,
                Path.of("target", "standstill-" + ProcessHandle.current().pid() + ".txt"),
                () -> Runtime.getRuntime().halt(1));
    }

    StandstillListener(Duration limit, Path dump, Runnable end) {
        this.limit = limit;
        this.dump = dump.toAbsolutePath();
        this.end = end;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        waitAnew();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        waitAnew();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        clock.shutdownNow();
    }

    private synchronized void waitAnew() {
        if (due != null) {
            due.cancel(false);
        }
        due = clock.schedule(this::giveUp, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp() {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end.run();
        }
    }
}
