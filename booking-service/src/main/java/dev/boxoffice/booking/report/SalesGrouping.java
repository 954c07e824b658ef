package dev.boxoffice.booking.report;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What sales are counted by; each is an expression of a sold ticket `t` and what belongs to it.
enum SalesGrouping {
    TIER("tier", "tier.name"),
    PRICE_TYPE("priceType", "t.price_type"),
    SECTION("section", "section.name"),
    DAY("day", "to_char(t.created_at at time zone :zone, 'YYYY-MM-DD')"),
    CHANNEL("channel", "t.channel");

    private final String parameter;
    private final String expression;

    SalesGrouping(String parameter, String expression) {
        this.parameter = parameter;
        this.expression = expression;
    }

    static SalesGrouping of(@Nullable String parameter) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.parameter.equals(parameter))
                .findFirst()
                .orElseThrow(() -> FieldErrors.single("by", "must be one of tier, priceType, section, day, channel"));
    }

    String parameter() {
        return parameter;
    }

    String expression() {
        return expression;
    }
}
