package dev.boxoffice.support.notice;

/// Who speaks in a case, and why.
public enum MessageKind {
    REPORTER,
    AGENT,
    ACKNOWLEDGEMENT,
    INCIDENT_ACKNOWLEDGEMENT,
    INCIDENT_UPDATE,
    INCIDENT_RESOLUTION,
    RESOLUTION
}
