package dev.boxoffice.gateway.queue;

/// How an event's waiting room lets people in.
///
/// @param admitPerMinute admissions a minute; 0 stops for the moment
/// @param maxActive how many may be inside at once
record Settings(Mode mode, int admitPerMinute, int maxActive) {

    static final int MOST_PER_MINUTE = 1_000_000;
    static final int MOST_ACTIVE = 1_000_000;
}
