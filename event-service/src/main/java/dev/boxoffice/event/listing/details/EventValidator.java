package dev.boxoffice.event.listing.details;

import dev.boxoffice.event.plan.SeatMap;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the parts of an event must be together.
public final class EventValidator {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private EventValidator() {}

    static void dates(EventRequest event, FieldErrors errors) {
        var isTba = Boolean.TRUE.equals(event.dateTba());
        errors.rejectIf(event.startsAt() == null && !isTba, "startsAt", "must be given, or dateTba be true");
        errors.rejectIf(event.startsAt() != null && isTba, "dateTba", "must not be true where startsAt is given");
        errors.rejectIf(
                event.startsAt() == null && Boolean.TRUE.equals(event.timeTba()),
                "timeTba",
                "must not be true where the date is not known");
        inRange(event.startsAt(), "startsAt", errors);
        inRange(event.endsAt(), "endsAt", errors);
        inRange(event.doorsAt(), "doorsAt", errors);
        inRange(event.salesStartAt(), "salesStartAt", errors);
        inRange(event.salesEndAt(), "salesEndAt", errors);
        errors.rejectIf(!inOrder(event.startsAt(), event.endsAt()), "endsAt", "must be after startsAt");
        errors.rejectIf(
                event.doorsAt() != null
                        && event.startsAt() != null
                        && event.doorsAt().isAfter(event.startsAt()),
                "doorsAt",
                "must not be after startsAt");
        errors.rejectIf(!inOrder(event.salesStartAt(), event.salesEndAt()), "salesEndAt", "must be after salesStartAt");
        errors.rejectIf(
                !inOrder(event.salesStartAt(), event.startsAt()), "salesStartAt", "must be before the event starts");
        var overAt = EventDetails.overAt(event.startsAt(), event.endsAt());
        errors.rejectIf(
                overAt != null
                        && event.salesEndAt() != null
                        && event.salesEndAt().isAfter(overAt),
                "salesEndAt",
                event.endsAt() != null
                        ? "must not be after the event ends"
                        : "must not be later than 12 hours after the start, where no endsAt is given");
    }

    private static boolean inOrder(@Nullable Instant earlier, @Nullable Instant later) {
        return earlier == null || later == null || earlier.isBefore(later);
    }

    private static void inRange(@Nullable Instant moment, String field, FieldErrors errors) {
        errors.rejectIf(
                moment != null && (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)),
                field,
                "must be a moment of the years 1900 to 9999");
    }

    static List<UUID> performers(List<String> performerIds, FieldErrors errors) {
        var performers = new LinkedHashSet<UUID>();
        for (var i = 0; i < performerIds.size(); i++) {
            var path = "performerIds[" + i + "]";
            var id = TimeOrderedId.parse(performerIds.get(i));
            if (id.isEmpty()) {
                errors.reject(path, "names no performer");
            } else {
                errors.rejectIf(!performers.add(id.get()), path, "is there twice");
            }
        }
        return new ArrayList<>(performers);
    }

    /// A tier may name only sections the plan has; a mistyped name would leave seats without a price.
    public static void sectionsExist(List<PriceTier> tiers, List<String> sections, FieldErrors errors) {
        for (var i = 0; i < tiers.size(); i++) {
            var named = tiers.get(i).sectionNames();
            for (var j = 0; j < named.size(); j++) {
                errors.rejectIf(
                        !sections.contains(named.get(j)),
                        "priceTiers[" + i + "].sections[" + j + "]",
                        "“" + named.get(j) + "” is no section of the venue's seating plan");
            }
        }
    }

    /// The position of the tier each section sells at; every section must have one.
    public static Map<String, Integer> tierOfSection(List<PriceTier> tiers, SeatMap map, FieldErrors errors) {
        var positions = new HashMap<String, Integer>();
        for (var i = 0; i < tiers.size(); i++) {
            for (var section : tiers.get(i).sectionNames()) {
                positions.put(section, i);
            }
        }
        for (var section : map.sections()) {
            errors.rejectIf(
                    !positions.containsKey(section.name()),
                    "priceTiers",
                    "must give section “" + section.name() + "” a price");
        }
        return positions;
    }
}
