package dev.boxoffice.event.cache;

/// Something whose later copy can be told from an earlier one.
public interface Versioned {

    long version();
}
