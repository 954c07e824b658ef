package dev.boxoffice.standalone.stripe.api;

import dev.boxoffice.standalone.stripe.ledger.SimulatorLedger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts an object where JSON of Stripe's names its id.
record StripeObjectExpander(SimulatorLedger ledger, StripeJsonWriter writer) {

    /// @param path names of members, with dots between
    void expand(Map<String, @Nullable Object> json, String path) {
        var dot = path.indexOf('.');
        var name = dot < 0 ? path : path.substring(0, dot);
        if (json.get(name) instanceof String id) {
            var named = ledger.find(id);
            if (named != null) {
                json.put(name, writer.json(named));
            }
        }
        if (dot > 0) {
            var rest = path.substring(dot + 1);
            switch (json.get(name)) {
                case List<?> rows -> rows.forEach(row -> expandInside(row, rest));
                case null -> {}
                case Object inside -> expandInside(inside, rest);
            }
        }
    }

    @SuppressWarnings("unchecked") // only the writer makes these maps
    private void expandInside(@Nullable Object inside, String path) {
        if (inside instanceof Map<?, ?> map) {
            expand((Map<String, @Nullable Object>) map, path);
        }
    }
}
