package dev.boxoffice.testkit;

import dev.boxoffice.standalone.store.RedisClusterServer;
import dev.boxoffice.standalone.store.RedisServer;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.standalone.store.StoreServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// Redis 7 without a password; a restart finds it empty.
public final class TestRedis extends ManagedServer {
    private static final SharedInstance<TestRedis> SHARED = new SharedInstance<>(TestRedis::start);

    private TestRedis(StoreServer store) {
        super(store);
    }

    /// The one of this JVM.
    public static TestRedis shared() {
        return SHARED.get();
    }

    /// One of your own, to stop, freeze, empty or break.
    public static TestRedis start() {
        var store = new TestRedis(Docker.isAvailable() ? container() : embedded());
        store.store().start();
        return store;
    }

    /// A Redis Cluster of three masters, whose URL names them all; never containers, whose members would announce
    /// addresses of their own network. It takes no [#command].
    public static TestRedis cluster() {
        var homes = Stream.of("redis-a", "redis-b", "redis-c")
                .map(StoreHome::temporary)
                .toList();
        var store = new TestRedis(RedisClusterServer.at(homes, null));
        store.store().start();
        return store;
    }

    private static StoreServer embedded() {
        return RedisServer.at(StoreHome.temporary("redis"), null);
    }

    private static StoreServer container() {
        return ContainerServer.of(
                "redis:7",
                6379,
                "redis://localhost:%d",
                container -> container.withCommand("redis-server", "--save", "", "--databases", "1"));
    }

    /// Empties it, scripts included.
    public void flush() {
        command("FLUSHALL", "SCRIPT FLUSH");
    }

    /// Sends inline commands and returns the server's raw answers.
    public String command(String... commands) {
        var address = URI.create(url());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            var request = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not answer", e);
        }
    }
}
