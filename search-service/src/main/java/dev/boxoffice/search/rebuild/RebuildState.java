package dev.boxoffice.search.rebuild;

/// The steps of a rebuild, in order; only the last two are final.
public enum RebuildState {
    REQUESTED,
    BUILDING,
    CATCHING_UP,
    COMPARING,
    DONE,
    FAILED
}
