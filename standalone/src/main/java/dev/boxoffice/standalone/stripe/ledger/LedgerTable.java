package dev.boxoffice.standalone.stripe.ledger;

import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Objects by id in the order they were made; beyond its limit the oldest are forgotten.
public final class LedgerTable<T> {
    private final String name;
    private final String parameter;
    private final Function<T, String> idOf;
    private final LinkedHashMap<String, T> rows;

    /// `name` and `parameter` are Stripe's words in "No such payment_intent: …".
    public LedgerTable(String name, String parameter, int limit, Function<T, String> idOf) {
        this.name = name;
        this.parameter = parameter;
        this.idOf = idOf;
        this.rows = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > limit;
            }
        };
    }

    public synchronized void put(T row) {
        rows.put(idOf.apply(row), row);
    }

    public synchronized @Nullable T find(String id) {
        return rows.get(id);
    }

    /// By an id in the address.
    public T get(String id) {
        var row = find(id);
        if (row == null) {
            throw StripeRefusalException.noSuch(name, id, parameter);
        }
        return row;
    }

    /// By an id in a parameter.
    public T named(String id) {
        var row = find(id);
        if (row == null) {
            throw StripeRefusalException.noSuchParameter(name, id, parameter);
        }
        return row;
    }

    public synchronized List<T> all() {
        return List.copyOf(rows.values());
    }

    /// A page, newest first: `limit`, `starting_after`, `ending_before` as in
    /// <https://docs.stripe.com/api/pagination>.
    public Page<T> page(StripeParameters params, Predicate<T> filter) {
        var after = params.text("starting_after");
        var before = params.text("ending_before");
        if (after != null) {
            named(after);
        }
        if (before != null) {
            named(before);
        }
        return before == null ? pageAfter(after, params.limit(), filter) : pageBefore(before, params.limit(), filter);
    }

    private synchronized Page<T> pageAfter(@Nullable String after, int limit, Predicate<T> filter) {
        var found = new ArrayList<T>();
        var skipping = after != null;
        for (var row : rows.sequencedValues().reversed()) {
            if (skipping) {
                skipping = !idOf.apply(row).equals(after);
            } else if (filter.test(row)) {
                if (found.size() == limit) {
                    return new Page<>(found, true);
                }
                found.add(row);
            }
        }
        return new Page<>(found, false);
    }

    private synchronized Page<T> pageBefore(String before, int limit, Predicate<T> filter) {
        var found = new ArrayList<T>();
        var skipping = true;
        for (var row : rows.sequencedValues()) {
            if (skipping) {
                skipping = !idOf.apply(row).equals(before);
            } else if (filter.test(row)) {
                if (found.size() == limit) {
                    return new Page<>(found.reversed(), true);
                }
                found.add(row);
            }
        }
        return new Page<>(found.reversed(), false);
    }

    /// Part of a list, and whether there is more of it.
    public record Page<T>(List<T> rows, boolean hasMore) {}
}
