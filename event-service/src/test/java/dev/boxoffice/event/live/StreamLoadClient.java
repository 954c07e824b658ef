package dev.boxoffice.event.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Thousands of watchers on one thread: each remembers the highest id it was sent, and when.
final class StreamLoadClient implements AutoCloseable {

    private static final String ID = "id: ";

    private static final class Member {
        final SocketChannel channel;
        final StringBuilder line = new StringBuilder();
        volatile long lastId;
        volatile long lastAtNanos;
        volatile boolean gone;

        Member(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final Selector selector = Selector.open();
    private final List<Member> members = new ArrayList<>();
    private final Thread reader;

    private StreamLoadClient() throws IOException {
        reader = Thread.ofPlatform().daemon().unstarted(this::read);
    }

    static StreamLoadClient watching(int port, String event, int size) throws IOException {
        var streams = new StreamLoadClient();
        for (var i = 0; i < size; i++) {
            var channel = connect(port, event, 16_384);
            channel.configureBlocking(false);
            var member = new Member(channel);
            channel.register(streams.selector, SelectionKey.OP_READ, member);
            streams.members.add(member);
        }
        streams.reader.start();
        return streams;
    }

    /// A connection that asks for the stream; whether it is ever read is the caller's business.
    static SocketChannel connect(int port, String event, int receiveBuffer) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        channel.connect(new InetSocketAddress("localhost", port));
        channel.write(
                ByteBuffer.wrap(("GET /events/" + event + "/availability/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private void read() {
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (selector.isOpen()) {
                selector.select(key -> read((Member) key.attachment(), key, buffer));
            }
        } catch (IOException | ClosedSelectorException closed) {
            // the test is over
        }
    }

    private static void read(Member member, SelectionKey key, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (member.channel.read(buffer) < 0) {
                member.gone = true;
                key.cancel();
                return;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                take(member, (char) buffer.get());
            }
        } catch (IOException broken) {
            member.gone = true;
            key.cancel();
        }
    }

    /// Only the beginning of a line can be an id; the rest is not kept.
    private static void take(Member member, char next) {
        if (next != '\n') {
            if (member.line.length() < 32) {
                member.line.append(next);
            }
            return;
        }
        if (member.line.indexOf(ID) == 0) {
            member.lastId = Long.parseLong(member.line, ID.length(), member.line.length(), 10);
            member.lastAtNanos = System.nanoTime();
        }
        member.line.setLength(0);
    }

    int size() {
        return members.size();
    }

    long thatHave(long version) {
        return members.stream().filter(member -> member.lastId >= version).count();
    }

    long gone() {
        return members.stream().filter(member -> member.gone).count();
    }

    long lastAtNanos() {
        return members.stream().mapToLong(member -> member.lastAtNanos).max().orElse(0);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (var member : members) {
            member.channel.close();
        }
    }
}
