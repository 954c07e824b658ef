package dev.boxoffice.search.rebuild;

/// Waits until the change stream has passed whatever was committed before the call.
@FunctionalInterface
public interface ChangeCatchUp {

    void await() throws InterruptedException;
}
