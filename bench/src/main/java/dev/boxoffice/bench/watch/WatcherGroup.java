package dev.boxoffice.bench.watch;

import dev.boxoffice.client.EventStream.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Thousands of open streams read by one thread, which keeps of each frame only when it came to whom.
final class WatcherGroup implements AutoCloseable {

    /// When a frame came to each who got it, by `System.nanoTime()`. Written by the reading thread alone.
    static final class Arrivals {

        private long[] at = new long[64];
        private final AtomicInteger count = new AtomicInteger();

        private void add(long nanos) {
            var next = count.get();
            if (next == at.length) {
                at = Arrays.copyOf(at, 2 * next);
            }
            at[next] = nanos;
            count.set(next + 1);
        }

        long[] nanos() {
            var size = count.get(); // before the array, which may have been replaced by a larger one
            return Arrays.copyOf(at, size);
        }
    }

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Map<Long, Arrivals> arrivals = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Message> frames = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Thread reader = Thread.ofPlatform().daemon().name("watchers").unstarted(this::read);

    private WatcherGroup() throws IOException {}

    static WatcherGroup of(URI base, String event, int size) throws IOException {
        var watchers = new WatcherGroup();
        watchers.reader.start();
        for (var i = 0; i < size; i++) {
            var channel = connect(base, event, 16 * 1024);
            channel.configureBlocking(false);
            watchers.channels.add(channel);
            channel.register(watchers.selector, SelectionKey.OP_READ, new WatchedStream(watchers, i == 0));
        }
        return watchers;
    }

    /// Asks for the stream; whether the answer is ever read is the caller's business.
    static SocketChannel connect(URI base, String event, int receiveBuffer) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        channel.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        var request = "GET /events/" + event + "/availability/stream HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private void read() {
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (selector.isOpen()) {
                selector.select(key -> read(key, buffer), 100);
            }
        } catch (IOException | ClosedSelectorException closed) {
            // the run is over
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                end(key);
                return;
            }
            ((WatchedStream) key.attachment()).take(buffer.flip(), System.nanoTime());
        } catch (IOException | IllegalStateException brokenOrRefused) {
            end(key);
        }
    }

    private void end(SelectionKey key) {
        key.cancel();
        ended.incrementAndGet();
    }

    void began() {
        begun.incrementAndGet();
    }

    void arrived(long id, long nanos) {
        arrivals.computeIfAbsent(id, _ -> new Arrivals()).add(nanos);
    }

    /// As the first watcher read it; its id is the version it leads to.
    void read(Message frame) {
        frames.add(frame);
    }

    /// How many have had their first frame.
    int begun() {
        return begun.get();
    }

    /// How many were let go.
    int ended() {
        return ended.get();
    }

    List<Message> frames() {
        return List.copyOf(frames);
    }

    long[] arrivalsOf(long id) {
        var known = arrivals.get(id);
        return known == null ? new long[0] : known.nanos();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (var channel : channels) {
            channel.close();
        }
    }
}
