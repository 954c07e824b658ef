package dev.boxoffice.event.discovery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much importing an instance does beside its other work.
///
/// @param concurrent imports that run at the same time, at most; one organiser has one at a time
@ConfigurationProperties("boxoffice.import")
record DiscoveryImportProperties(@DefaultValue("2") int concurrent) {}
