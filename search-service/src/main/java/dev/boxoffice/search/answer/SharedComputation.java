package dev.boxoffice.search.answer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// Lets callers in this process that want the same thing at the same time have it made once.
final class SharedComputation {

    private final ConcurrentMap<String, CompletableFuture<String>> underWay = new ConcurrentHashMap<>();

    String once(String what, Supplier<String> make) {
        var mine = new CompletableFuture<String>();
        var theirs = underWay.putIfAbsent(what, mine);
        if (theirs != null) {
            return await(theirs);
        }
        try {
            var made = make.get();
            mine.complete(made);
            return made;
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(what, mine);
        }
    }

    private static String await(CompletableFuture<String> theirs) {
        try {
            return theirs.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
