package dev.boxoffice.booking.checkin.attendance;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.platform.security.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /events/{eventId}/attendance`: how many are inside, as it is now.
@RestController
class AttendanceController {

    private final OrganizerAccessService access;
    private final AttendanceRepository attendance;

    AttendanceController(OrganizerAccessService access, AttendanceRepository attendance) {
        this.access = access;
        this.attendance = attendance;
    }

    @GetMapping("/events/{eventId}/attendance")
    ResponseEntity<Attendance> read(@PathVariable String eventId, Caller caller) {
        var event = access.requireDoor(eventId, caller);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(attendance.of(event));
    }
}
