package dev.boxoffice.support.message;

/// Who speaks in a case, and why.
public enum CaseMessageKind {
    REPORTER,
    AGENT,
    ACKNOWLEDGEMENT,
    INCIDENT_ACKNOWLEDGEMENT,
    INCIDENT_UPDATE,
    INCIDENT_RESOLUTION,
    RESOLUTION,
    /// What agents write down for each other; reporters never see it.
    NOTE
}
