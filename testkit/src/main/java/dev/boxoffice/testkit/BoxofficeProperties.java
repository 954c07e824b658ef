package dev.boxoffice.testkit;

import dev.boxoffice.standalone.store.DatabaseBootstrap;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The `boxoffice.*` settings of the stores and keys of this JVM, for tests that start an application by hand.
public final class BoxofficeProperties {
    private static final Map<String, String> SECRETS = secrets();

    private BoxofficeProperties() {}

    /// Starts what is asked for and tells how to reach it.
    public static Map<String, String> of(Set<StoreKind> stores) {
        var properties = new TreeMap<>(SECRETS);
        var issuer = TokenIssuer.shared();
        properties.put("boxoffice.oidc.issuer", issuer.issuer());
        properties.put("boxoffice.oidc.jwks", issuer.jwksUri());
        properties.put("boxoffice.oidc.audience", TokenIssuer.AUDIENCE);
        // A machine that is busy with other tests is no failed Redis.
        properties.put("boxoffice.redis.timeout", "3s");
        properties.put("boxoffice.redis.gateway-timeout", "5s");
        if (stores.contains(StoreKind.POSTGRES)) {
            properties.put("boxoffice.db.url", TestPostgres.shared().jdbcUrl());
            for (var service : DatabaseBootstrap.SERVICES) {
                properties.put("boxoffice.db." + service + ".password", service + "_service");
                properties.put("boxoffice.db." + service + ".migrator.password", service + "_migrator");
            }
        }
        if (stores.contains(StoreKind.REDIS)) {
            properties.put("boxoffice.redis.url", TestRedis.shared().url());
        }
        if (stores.contains(StoreKind.ELASTICSEARCH)) {
            properties.put(
                    "boxoffice.elasticsearch.url", TestElasticsearch.shared().url());
        }
        return properties;
    }

    static Map<String, String> of(List<StoreKind> stores) {
        return of(Set.copyOf(stores));
    }

    private static Map<String, String> secrets() {
        return Map.of(
                "boxoffice.stripe.secret-key", "sk_test_" + random(16),
                "boxoffice.stripe.webhook-secret", "whsec_" + random(16),
                "boxoffice.hold.signing-key", random(32),
                "boxoffice.queue.signing-key", random(32),
                "boxoffice.support.outgoing-mail.signing-key", random(32),
                "boxoffice.support.inbound-mail.secret", random(32),
                "boxoffice.ticket.signing-key", ticketKey());
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private static String ticketKey() {
        try {
            var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is missing", e);
        }
    }
}
