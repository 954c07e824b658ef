package dev.boxoffice.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.launcher.TestIdentifier;

class StandstillListenerTest {

    @TempDir
    private Path directory;

    @Test
    void a_process_that_stands_still_is_ended_and_says_what_it_waited_for() throws InterruptedException {
        Path dump = directory.resolve("standstill.txt");
        CountDownLatch ended = new CountDownLatch(1);
        StandstillListener listener = new StandstillListener(Duration.ofMillis(1), dump, ended::countDown);

        listener.executionStarted(TestIdentifier.from(new EngineDescriptor(UniqueId.forEngine("any"), "any")));
        ended.await();

        assertThat(dump).content().contains("StandstillListenerTest.a_process_that_stands_still");
    }
}
