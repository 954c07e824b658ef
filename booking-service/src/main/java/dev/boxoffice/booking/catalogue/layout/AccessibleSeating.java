package dev.boxoffice.booking.catalogue.layout;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The seats of a section that are kept for people in wheelchairs and whoever comes with them.
public final class AccessibleSeating {

    public static final AccessibleSeating NONE = new AccessibleSeating(new BitSet(), Map.of());

    private final BitSet accessible;
    private final Map<Integer, Integer> companions;
    private final BitSet kept;

    /// @param accessible ordinals
    /// @param companions a companion's seat → the accessible one it belongs to
    AccessibleSeating(BitSet accessible, Map<Integer, Integer> companions) {
        this.accessible = (BitSet) accessible.clone();
        this.companions = Map.copyOf(companions);
        this.kept = (BitSet) accessible.clone();
        companions.keySet().forEach(kept::set);
    }

    public boolean isAccessible(int ordinal) {
        return accessible.get(ordinal);
    }

    /// Whether it is an accessible seat, or a companion's.
    public boolean isKept(int ordinal) {
        return kept.get(ordinal);
    }

    /// The accessible seat that a companion's seat belongs to; null for any other seat.
    public @Nullable Integer companionOf(int ordinal) {
        return companions.get(ordinal);
    }

    public List<Integer> accessible() {
        return accessible.stream().boxed().toList();
    }

    public void addTo(BitSet seats) {
        seats.or(kept);
    }
}
