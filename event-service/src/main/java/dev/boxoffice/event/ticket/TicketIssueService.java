package dev.boxoffice.event.ticket;

import dev.boxoffice.event.plan.SeatMap;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Makes the tickets of an event that goes on sale: one a place.
@Service
public class TicketIssueService {

    private final SeatMapRepository seatMaps;
    private final TicketRepository tickets;
    private final TicketStatisticsRepository statistics;
    private final NewTicketStore announced;
    private final Timer duration;

    TicketIssueService(
            SeatMapRepository seatMaps,
            TicketRepository tickets,
            TicketStatisticsRepository statistics,
            NewTicketStore announced,
            MeterRegistry registry) {
        this.seatMaps = seatMaps;
        this.tickets = tickets;
        this.statistics = statistics;
        this.announced = announced;
        this.duration = registry.timer("boxoffice.event.publication");
    }

    /// Freezes the map and creates its tickets; must run in the transaction that publishes the event.
    ///
    /// @param tierOfSection the position of the price tier each section sells at
    public void issue(SeatMap map, Map<String, Integer> tierOfSection, Instant now) {
        duration.record(() -> {
            seatMaps.insert(map, now);
            tickets.insertAll(map, tierOfSection, now);
        });
        announced.markLoadedAfterCommit(map.eventId());
        statistics.refreshAfterCommit(map.eventId());
    }
}
