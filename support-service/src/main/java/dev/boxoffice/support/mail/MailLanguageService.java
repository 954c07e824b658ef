package dev.boxoffice.support.mail;

import dev.boxoffice.support.lookup.EventRecordRepository;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/// Finds the language and the hours somebody is written to in: their own, else those of their event's venue.
@Service
public class MailLanguageService {

    private static final Logger log = LoggerFactory.getLogger(MailLanguageService.class);

    private final EventRecordRepository events;
    private final ZoneId otherwise;

    MailLanguageService(EventRecordRepository events, OutgoingMailProperties properties) {
        this.events = events;
        this.otherwise = properties.zone();
    }

    /// What the desk says by itself, in the words in which it is mailed.
    ///
    /// @param locale a language tag; null where it is not known
    /// @param zone null where it is not known
    public String asMailed(String said, @Nullable String locale, @Nullable String zone, @Nullable UUID eventId) {
        return text(locale, zone, eventId).said(said);
    }

    MailText textFor(OutgoingMail.Conversation thread) {
        return text(thread.locale(), thread.zone(), thread.eventId());
    }

    private MailText text(@Nullable String locale, @Nullable String zone, @Nullable UUID eventId) {
        return new MailText(
                locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale),
                zone(zone).or(() -> zoneOf(eventId)).orElse(otherwise));
    }

    private Optional<ZoneId> zoneOf(@Nullable UUID eventId) {
        try {
            return eventId == null
                    ? Optional.empty()
                    : events.timezoneOf(eventId).flatMap(MailLanguageService::zone);
        } catch (DataAccessException unreadable) {
            log.warn("The catalogue cannot be read: {}", unreadable.toString());
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(@Nullable String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
