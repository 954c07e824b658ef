package dev.boxoffice.booking.ticket.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How tickets are sent by mail.
///
/// @param oldest confirmations that were read later than this are mailed no more
/// @param contactWait how long after a confirmation its buyer's address is waited for
/// @param repetitions how often a booking's tickets are sent again within the window
/// @param window how long a repetition counts
@ConfigurationProperties("boxoffice.ticket-mail")
record TicketMailProperties(
        @DefaultValue("24h") Duration oldest,
        @DefaultValue("30s") Duration contactWait,
        @DefaultValue("5") int repetitions,
        @DefaultValue("1h") Duration window) {}
