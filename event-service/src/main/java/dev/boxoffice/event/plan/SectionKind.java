package dev.boxoffice.event.plan;

/// Whether a section's places are numbered seats or just room to stand.
public enum SectionKind {
    SEATED,
    GENERAL_ADMISSION
}
