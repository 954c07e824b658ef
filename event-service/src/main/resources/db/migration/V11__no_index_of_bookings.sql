-- No statement looks for tickets by their booking: a booking names its ordinals. While it stood, the planner took it to
-- be empty until the partition was analysed anew, and claims and confirmations walked every sold ticket; and each claim
-- was an update that is not HOT.
drop index inventory.ticket_by_booking;
