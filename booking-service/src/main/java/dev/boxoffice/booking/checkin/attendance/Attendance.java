package dev.boxoffice.booking.checkin.attendance;

import java.util.List;

/// How full an event is, now.
///
/// @param sold tickets that stand
/// @param in guests inside
/// @param left who went out and has not come back
/// @param byGate by which gate those inside came in
record Attendance(long sold, long in, long left, List<Gate> byGate) {

    record Gate(String gate, long in) {}
}
