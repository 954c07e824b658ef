package dev.boxoffice.gateway.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The gateway as the web sees it (`boxoffice.web.*`).
///
/// `maxBody` (1 MiB) bounds a request's body, `importMaxBody` (64 MiB) that of an import or a seating plan. It must
/// have
/// come to its end within `bodyTimeout` (10 s), an import within `importBodyTimeout` (2 min). Bodies that have not may
/// take `unfinishedBodies` (64 MiB) for one address.
/// `trustedProxies` are the CIDR ranges of load balancers whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed;
/// none by default, so that a client cannot choose its own address. `cors` is closed by default, and open to
/// `localhost` in the standalone run.
@ConfigurationProperties("boxoffice.web")
public record GatewayWebProperties(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize importMaxBody,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue("2m") Duration importBodyTimeout,
        @DefaultValue("64MB") DataSize unfinishedBodies,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue Cors cors) {

    /// Which other origins' pages may call (`https://shop.example`; `http://localhost:[*]` with any port; `*` for any),
    /// and how long browsers remember it.
    public record Cors(
            @DefaultValue List<String> allowedOrigins,
            @DefaultValue("1h") Duration maxAge) {}
}
