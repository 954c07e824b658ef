package dev.boxoffice.gateway.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Sends clients elsewhere before this gateway ends: for a while each answer closes its connection, and everything is
/// answered as ever. A connection that is kept would bring its next request to a server that is about to close it.
@Component
class ConnectionDrain implements SmartLifecycle {

    private final GatewayWebProperties properties;

    private volatile boolean running;

    ConnectionDrain(GatewayWebProperties properties) {
        this.properties = properties;
    }

    /// Whether connections are to be closed.
    boolean hasBegun() {
        return !running;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        CompletableFuture.delayedExecutor(properties.drain().toMillis(), TimeUnit.MILLISECONDS)
                .execute(callback);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// The first to stop, before the web server.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
