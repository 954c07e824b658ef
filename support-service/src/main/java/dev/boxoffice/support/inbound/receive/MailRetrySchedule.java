package dev.boxoffice.support.inbound.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// When mails that failed are tried again: ever later, and so many times. A failure counts for the last one only where
/// another mail has been taken since the first: while everything fails, it is not the mail's fault.
///
/// It is kept in memory: a process that starts anew tries each once and knows again.
final class MailRetrySchedule {
    /// More are not remembered; the oldest are then tried again too early.
    private static final int MOST_REMEMBERED = 10_000;

    private record Failure(int tries, long takenBefore, Instant next) {}

    private final int most;
    private final Duration delay;
    private final Duration longest;
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private long taken;

    MailRetrySchedule(int most, Duration delay, Duration longest) {
        this.most = most;
        this.delay = delay;
        this.longest = longest;
    }

    synchronized boolean isDue(String mail, Instant now) {
        var failure = failures.get(mail);
        return failure == null || !now.isBefore(failure.next());
    }

    synchronized void taken(String mail) {
        failures.remove(mail);
        taken++;
    }

    /// @return whether it is not to be tried again; it is forgotten then
    synchronized boolean failed(String mail, Instant now) {
        var before = failures.get(mail);
        var tries = before == null ? 1 : before.tries() + 1;
        var takenBefore = before == null ? taken : before.takenBefore();
        if (tries >= most && taken > takenBefore) {
            failures.remove(mail);
            return true;
        }
        failures.put(mail, new Failure(tries, takenBefore, now.plus(delayAfter(tries))));
        if (failures.size() > MOST_REMEMBERED) {
            failures.remove(failures.keySet().iterator().next());
        }
        return false;
    }

    private Duration delayAfter(int tries) {
        var grown = delay.multipliedBy(1L << Math.min(tries - 1, 20));
        return grown.compareTo(longest) > 0 ? longest : grown;
    }
}
