package dev.boxoffice.standalone.process;

/// The signal that asks a program to stop in its own good order.
public enum StopSignal {
    TERM,
    /// PostgreSQL's "fast" shutdown; on `TERM` it would wait for every client to leave.
    INT
}
