package dev.boxoffice.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwakeProcessorsTest {

    @TempDir
    private Path directory;

    @Test
    void asks_for_no_wait_at_all() throws IOException {
        var file = Files.createFile(directory.resolve("cpu_dma_latency"));
        try (var awake = AwakeProcessors.ask(file)) {
            assertThat(awake.isGranted()).isTrue();
        }
        assertThat(file).hasBinaryContent(new byte[4]);
    }

    @Test
    void measures_without_where_the_system_has_no_such_thing() throws IOException {
        try (var awake = AwakeProcessors.ask(directory.resolve("absent"))) {
            assertThat(awake.isGranted()).isFalse();
        }
    }
}
