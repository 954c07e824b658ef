package dev.boxoffice.testkit.contract.probe;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a request that the contract does not allow has to be answered.
///
/// @param statuses that are right; empty where anything is that is no failure of ours
/// @param field what a 422 has to name, as its writer would say it; null where it may name anything
record ProbeExpectation(Set<Integer> statuses, @Nullable String field) {

    /// Understood or refused, but never a failure.
    static final ProbeExpectation NO_FAILURE = new ProbeExpectation(Set.of(), null);

    static ProbeExpectation status(Integer... statuses) {
        return new ProbeExpectation(Set.of(statuses), null);
    }

    static ProbeExpectation named(String field) {
        return new ProbeExpectation(Set.of(422), field);
    }

    /// The same, or refused with this status.
    ProbeExpectation or(int status) {
        if (statuses.isEmpty()) {
            return this;
        }
        var more = new HashSet<>(statuses);
        more.add(status);
        return new ProbeExpectation(Set.copyOf(more), field);
    }

    boolean allows(int status) {
        return statuses.isEmpty() ? status < 500 : statuses.contains(status);
    }

    /// Whether a field that was named is the one, or stands within it.
    boolean isNamedBy(String named) {
        return field == null
                || field.isEmpty()
                || named.equals(field)
                || named.startsWith(field + ".")
                || named.startsWith(field + "[");
    }
}
