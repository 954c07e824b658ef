-- Who puts forty thousand tickets into a partition tells the planner, see TicketStatistics.
do $$
begin
    for i in 0..15 loop
        execute format('grant maintain on inventory.ticket_%s to event_service', lpad(i::text, 2, '0'));
    end loop;
end
$$;
