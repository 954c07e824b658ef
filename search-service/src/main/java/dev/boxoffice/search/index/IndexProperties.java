package dev.boxoffice.search.index;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the index is called and when a place in it counts as scarce.
///
/// @param alias the name searches use; the index behind it is `<alias>-v<mapping version>-<time>`
/// @param bulkBytes how many bytes of documents are sent at once, at most
/// @param fewLeftShare of all tickets: at or below this share of available ones an event reads `FEW_LEFT`
/// @param fewLeftCount so few available tickets are `FEW_LEFT` whatever the share
@ConfigurationProperties("boxoffice.search.index")
public record IndexProperties(
        @DefaultValue("events") String alias,
        @DefaultValue("1000000") int bulkBytes,
        @DefaultValue("0.1") double fewLeftShare,
        @DefaultValue("10") int fewLeftCount) {}
