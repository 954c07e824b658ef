package dev.boxoffice.standalone.issuer;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The issuer's own settings.
///
/// @param keyFile the signing key, made at first start, so that tokens outlive a restart
/// @param tokenLife life of a token: a developer's day
@ConfigurationProperties("boxoffice.issuer")
record IssuerProperties(Path keyFile, @DefaultValue("8h") Duration tokenLife) {}
