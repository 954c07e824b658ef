package dev.boxoffice.gateway.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The gateway as the web sees it.
///
/// @param maxBody largest body of a request
/// @param importMaxBody largest body of an import or a seating plan
/// @param bodyTimeout a body must have come to its end within it
/// @param importBodyTimeout the same for an import or a seating plan
/// @param unfinishedBodies room for the bodies of one address that have not come to their end
/// @param trustedProxies address ranges (CIDR) of load balancers whose `X-Forwarded-For` and `X-Forwarded-Proto` are
/// believed; none by default, so that a client cannot choose its own address
/// @param drain how long, once it is to end, it goes on answering and closes each connection with its answer
/// @param cors which other origins' pages may call
@ConfigurationProperties("boxoffice.web")
public record GatewayWebProperties(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize importMaxBody,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue("2m") Duration importBodyTimeout,
        @DefaultValue("64MB") DataSize unfinishedBodies,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("0s") Duration drain,
        @DefaultValue Cors cors) {

    /// Which other origins' pages may call.
    ///
    /// @param allowedOrigins such as `https://shop.example`, `http://localhost:[*]` with any port, `*` for any;
    /// none by default, `localhost` in the standalone run
    /// @param maxAge how long browsers remember the answer
    public record Cors(
            @DefaultValue List<String> allowedOrigins,
            @DefaultValue("1h") Duration maxAge) {}
}
