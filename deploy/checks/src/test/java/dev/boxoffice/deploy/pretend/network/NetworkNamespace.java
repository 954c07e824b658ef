package dev.boxoffice.deploy.pretend.network;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A network namespace in which this JVM opens sockets. A socket stays in the namespace of the thread that made it,
/// whoever uses it then; so one thread is there and makes them.
public final class NetworkNamespace implements AutoCloseable {

    private static final ProtocolFamily IPV4 = StandardProtocolFamily.INET;
    private static final int NETWORK = 0x40000000; // CLONE_NEWNET
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SETNS = function("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final ExecutorService thread;

    private NetworkNamespace(ExecutorService thread) {
        this.thread = thread;
    }

    /// @param file that stands for it: `/proc/<pid>/ns/net`, or where `ip netns` has bound it
    public static NetworkNamespace of(Path file) {
        var thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("in-" + file.getFileName()).factory());
        var namespace = new NetworkNamespace(thread);
        namespace.inside(() -> {
            enter(file);
            return file;
        });
        return namespace;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    private static void enter(Path file) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var descriptor = (int) OPEN.invokeExact(arena.allocateFrom(file.toString()), 0);
            if (descriptor < 0 || (int) SETNS.invokeExact(descriptor, NETWORK) != 0) {
                throw new IOException("this thread cannot enter " + file);
            }
            var _ = (int) CLOSE.invokeExact(descriptor);
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable broken) {
            throw new IOException(broken);
        }
    }

    private <T> T inside(Callable<T> action) {
        try {
            return thread.submit(action).get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause
                    ? new UncheckedIOException(cause)
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public SocketChannel socket() {
        return inside(() -> SocketChannel.open(IPV4));
    }

    public ServerSocketChannel listen(String address, int port) {
        return inside(() -> ServerSocketChannel.open(IPV4).bind(new InetSocketAddress(address, port), 1024));
    }

    public DatagramChannel datagrams(String address, int port) {
        return inside(() -> DatagramChannel.open(IPV4).bind(new InetSocketAddress(address, port)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
