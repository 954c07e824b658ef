package dev.boxoffice.standalone.issuer;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What every token says: who issued it (as the gateway is seen from outside), for whom, and where the roles are.
@ConfigurationProperties("boxoffice.oidc")
record IssuedTokenProperties(URI issuer, String audience, String rolesClaim) {}
