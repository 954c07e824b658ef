package dev.boxoffice.event.live;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One open stream: a number saying which frame it had last, and a socket that takes bytes only when it can.
///
/// The connection is taken over from the HTTP processing (`HttpServletRequest.upgrade`) once the head of the
/// response is sent: an open request would cost Tomcat about 90 KB of buffers, a connection taken over less than
/// 17 KB, and there may be thousands. Writes never block. While the client does not read, nothing is kept for it but
/// that number.
public final class SeatStreamSubscriber implements HttpUpgradeHandler, WriteListener, ReadListener {

    private static final byte[] NOTHING = new byte[0];
    private static final int IGNORED_BYTES = 256;

    private @Nullable LiveSeatMap seatMap;
    private @Nullable SeatUpdatePublisher publisher;
    private volatile @Nullable WebConnection connection;
    private @Nullable ServletOutputStream out;
    private @Nullable ServletInputStream in;

    /// Calls to [#send] that have not been answered; whoever finds it zero does the work for all.
    private final AtomicInteger calls = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean blocked = true;
    /// Since when the socket has taken nothing, by the monotonic clock; 0 while it does.
    private volatile long fullSince;

    // Only touched by the one thread that is sending.
    private byte[] unsent = NOTHING;
    private long sequence;
    private boolean unflushed;

    /// Says what to send; called before the container hands over the connection.
    void subscribe(LiveSeatMap seats, SeatUpdatePublisher updates, LiveSeatMap.QueuedFrame start) {
        seatMap = seats;
        publisher = updates;
        unsent = start.bytes();
        sequence = start.sequence();
    }

    @Override
    public void init(WebConnection taken) {
        try {
            connection = taken;
            in = taken.getInputStream();
            out = taken.getOutputStream();
            in.setReadListener(this);
            out.setWriteListener(this);
        } catch (IOException gone) {
            close();
        }
        if (closed.get()) {
            close(taken); // closed before it began, when there was no connection to close yet
        }
    }

    @Override
    public void onWritePossible() {
        blocked = false;
        send();
    }

    /// There is something new to send. A watcher whose socket is full finds it when the socket drains.
    void changed() {
        if (!blocked) {
            send();
        }
    }

    private void send() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        try {
            int answered;
            do {
                answered = calls.get();
                sendWhatFits();
            } while (calls.addAndGet(-answered) != 0);
        } catch (IOException | RuntimeException gone) {
            close();
        }
    }

    private void sendWhatFits() throws IOException {
        var socket = out;
        while (socket != null && !closed.get()) {
            blocked = true; // before asking: once the answer is no, onWritePossible may come at any moment
            if (!socket.isReady()) {
                fullSince = fullSince == 0 ? System.nanoTime() : fullSince;
                return;
            }
            blocked = false;
            fullSince = 0;
            if (unsent.length == 0 && !advance()) {
                if (!unflushed) {
                    return;
                }
                unflushed = false;
                socket.flush();
                continue;
            }
            var bytes = unsent;
            unsent = NOTHING;
            unflushed = true;
            socket.write(bytes);
        }
    }

    private boolean advance() {
        var next = seatMap == null ? null : seatMap.next(sequence);
        if (next == null) {
            return false;
        }
        unsent = next.bytes();
        sequence = next.sequence();
        return true;
    }

    /// Whether its socket has taken nothing for so long although there was something to take.
    boolean isStuckFor(Duration duration) {
        var since = fullSince;
        return since != 0 && System.nanoTime() - since > duration.toNanos();
    }

    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (publisher != null) {
            publisher.unsubscribe(this);
        }
        if (connection != null) {
            close(connection);
        }
    }

    private static void close(WebConnection connection) {
        try {
            connection.close();
        } catch (Exception alreadyClosed) {
            // the client was faster
        }
    }

    /// A client has nothing to say on this connection but that it is leaving.
    @Override
    public void onDataAvailable() throws IOException {
        var ignored = new byte[IGNORED_BYTES];
        while (in != null && in.isReady()) {
            if (in.read(ignored) < 0) {
                close();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        close();
    }

    @Override
    public void onError(Throwable gone) {
        close();
    }

    @Override
    public void destroy() {
        close();
    }
}
