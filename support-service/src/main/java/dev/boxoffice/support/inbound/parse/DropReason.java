package dev.boxoffice.support.inbound.parse;

/// Why a mail leads to nothing.
public enum DropReason {
    /// It is larger, deeper or has more parts than is read.
    TOO_LARGE,
    /// It is no mail.
    UNREADABLE,
    /// It has no sender, or several.
    NO_SENDER,
    /// The desk wrote it.
    OWN_MAIL,
    /// A program answered: out of office, or another desk.
    AUTOMATIC_REPLY,
    /// It says that a mail did not arrive, or was read.
    DELIVERY_REPORT,
    /// It went to many.
    BULK,
    /// It says nothing.
    EMPTY,
    /// One sender opens case after case.
    TOO_MANY_FROM_SENDER
}
