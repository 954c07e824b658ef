package dev.boxoffice.gateway.waitingroom.check;

/// Where in a waiting room a sign is asked for. What was solved for one step does for no other.
public enum CheckedStep {
    JOINING,
    ADMISSION
}
