package dev.boxoffice.standalone.issuer;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The issuer's own settings.
///
/// - `keyFile` (`BOXOFFICE_ISSUER_KEYFILE`): the signing key, made at first start, so that tokens outlive a restart.
/// - `tokenLife`: 8 hours, a developer's day.
@ConfigurationProperties("boxoffice.issuer")
record IssuerProperties(Path keyFile, @DefaultValue("8h") Duration tokenLife) {}
