package dev.boxoffice.booking.checkin;

/// One scan of a ticket at a gate.
///
/// D3: a scan that let somebody in or out gets the same answer when it is sent again, by nonce, gate and scanner; a
/// nonce alone says nothing, since every scanner makes up its own.
///
/// @param scanner subject of the person or device that scans
record GateScan(CheckInDirection direction, String gate, String nonce, String scanner) {}
