-- Which events have just sold, for counting their tickets after a crash (dev.boxoffice.booking.seats.count). Bookings are
-- appended in the order of their time, which never changes: a summary of blocks costs a sale nothing.
create index booking_by_time on booking.booking using brin (created_at)
    with (pages_per_range = 32, autosummarize = on);
