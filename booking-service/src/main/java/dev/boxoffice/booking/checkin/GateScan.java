package dev.boxoffice.booking.checkin;

/// One scan of a ticket at a gate.
///
/// @param nonce the scan's own id: the same scan sent again gets the same answer
/// @param scanner subject of the person or device that scans
record GateScan(String gate, String nonce, String scanner) {}
