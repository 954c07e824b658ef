package dev.boxoffice.event.listing.details;

/// What happens to buyers whose own choice of seats would leave a single one behind between others.
public enum OrphanRule {
    OFF,
    WARN,
    REFUSE
}
