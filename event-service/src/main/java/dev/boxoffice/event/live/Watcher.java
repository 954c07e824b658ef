package dev.boxoffice.event.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// One open stream: a number saying which frame it had last, and a socket that takes bytes only when it can.
///
/// Writes never block. While the client does not read, nothing is kept for it but that number; the container
/// closes the connection when a write stays unfinished for `server.tomcat.connection-timeout`.
final class Watcher implements WriteListener, AsyncListener {

    private final SeatFeed feed;
    private final Audience audience;
    private final AsyncContext async;
    private final ServletOutputStream out;
    /// Calls to [#send] that have not been answered; whoever finds it zero does the work for all.
    private final AtomicInteger calls = new AtomicInteger();

    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean blocked = true;

    // Only touched by the one thread that is sending.
    private byte[] unsent;
    private long sequence;
    private boolean unflushed;

    Watcher(SeatFeed feed, Audience audience, SeatFeed.Start start, AsyncContext async) throws IOException {
        this.feed = feed;
        this.audience = audience;
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.unsent = start.bytes();
        this.sequence = start.sequence();
    }

    /// From here on the container says when the socket takes bytes; the first time is at once.
    void begin() {
        async.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        blocked = false;
        send();
    }

    /// There is something new to send. A watcher whose socket is full finds it when the socket drains.
    void nudge() {
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
        } catch (IOException | IllegalStateException gone) {
            end();
        }
    }

    private void sendWhatFits() throws IOException {
        while (!ended.get()) {
            blocked = true; // before asking: once the answer is no, onWritePossible may come at any moment
            if (!out.isReady()) {
                return;
            }
            blocked = false;
            if (unsent.length == 0 && !advance()) {
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                    continue;
                }
                return;
            }
            var bytes = unsent;
            unsent = new byte[0];
            unflushed = true;
            out.write(bytes);
        }
    }

    private boolean advance() {
        var next = feed.next(sequence);
        if (next == null) {
            return false;
        }
        unsent = next.bytes();
        sequence = next.sequence();
        return true;
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            audience.leave(this);
            try {
                async.complete();
            } catch (IllegalStateException alreadyOver) {
                // the container was faster
            }
        }
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void onError(AsyncEvent gone) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent over) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent over) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent again) {
        // never restarted
    }
}
