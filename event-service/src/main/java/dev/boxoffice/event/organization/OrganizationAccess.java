package dev.boxoffice.event.organization;

/// What a caller may do with what belongs to an organization.
public enum OrganizationAccess {
    ALLOWED,
    /// They may know of it, and no more.
    DENIED,
    /// A draft of an organization they do not work for: it is not to be known that it exists.
    HIDDEN
}
