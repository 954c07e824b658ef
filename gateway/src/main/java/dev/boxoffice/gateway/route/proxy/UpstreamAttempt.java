package dev.boxoffice.gateway.route.proxy;

import dev.boxoffice.gateway.route.service.ServiceInstance;
import dev.boxoffice.platform.problem.ProblemException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One try of a request at one instance: however it ends, the instance hears of it once, and no answer is left unread.
final class UpstreamAttempt {

    private final ServiceInstance instance;
    private final long start;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable UpstreamResponse response;

    UpstreamAttempt(ServiceInstance instance, long start) {
        this.instance = instance;
        this.start = start;
    }

    void answered(UpstreamResponse head) {
        response = head;
        if (over.get()) {
            head.discard(); // too late
        }
    }

    void succeed() {
        if (over.compareAndSet(false, true)) {
            instance.succeeded(System.nanoTime() - start);
            instance.end();
        }
    }

    void fail(Throwable error) {
        if (over.compareAndSet(false, true)) {
            if (error instanceof ProblemException) {
                instance.saidNothing(); // the client's fault
            } else {
                instance.failed(System.nanoTime() - start, error);
            }
            end();
        }
    }

    void cancel() {
        if (over.compareAndSet(false, true)) {
            instance.saidNothing();
            end();
        }
    }

    private void end() {
        instance.end();
        UpstreamResponse unread = response;
        if (unread != null) {
            unread.discard();
        }
    }
}
