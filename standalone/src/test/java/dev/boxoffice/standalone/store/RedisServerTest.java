package dev.boxoffice.standalone.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which `redis-server` is run: programs that say what some say when asked for their version.
class RedisServerTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void the_one_that_comes_along_is_run_unless_told_otherwise(String own) {
        assertThat(RedisServer.program(own)).isExecutable().hasFileName("redis-server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Redis server v=7.0.15 sha=00000000:0", "Redis server v=8.2.1", "Valkey server v=8.1.1 sha=0"})
    void one_of_the_machines_own_is_run_from_version_7_on(String answer) throws IOException {
        var own = saying(answer);
        assertThat(RedisServer.program(own.toString())).isEqualTo(own);
    }

    @Test
    void one_of_before_version_7_is_refused() throws IOException {
        var own = saying("Redis server v=6.2.6 sha=00000000:0");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RedisServer.program(own.toString()))
                .withMessageContaining(RedisServer.SETTING)
                .withMessageContaining("6.2.6")
                .withMessageContaining("7 or later");
    }

    @Test
    void what_is_no_redis_is_refused() throws IOException {
        var own = saying("hello\nworld");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RedisServer.program(own.toString()))
                .withMessageContaining("is no redis-server")
                .withMessageEndingWith("it said: hello");
    }

    @Test
    void what_is_not_there_is_refused() {
        var own = directory.resolve("absent");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RedisServer.program(own.toString()))
                .withMessageContaining(RedisServer.SETTING)
                .withMessageContaining("cannot be run");
    }

    private Path saying(String answer) throws IOException {
        var program = directory.resolve("redis-server");
        Files.writeString(program, "#!/bin/sh\necho '" + answer + "'\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
