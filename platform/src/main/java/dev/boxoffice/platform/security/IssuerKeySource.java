package dev.boxoffice.platform.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The issuer's public keys (RFC 7517): read ahead of their expiry, asked for again when an unknown key id appears,
/// though not more often than [#SOONEST] allows, and kept for as long as the issuer is down.
///
/// It blocks while the keys are read.
public final class IssuerKeySource implements JWKSource<SecurityContext>, Closeable {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    /// Two reads are possible within it.
    private static final Duration SOONEST = Duration.ofSeconds(5);

    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

    private static final int LARGEST = 512 * 1024;

    private final FetchedKeys fetched;
    private final JWKSource<SecurityContext> keys;

    public IssuerKeySource(URI jwks) {
        fetched = new FetchedKeys(url(jwks));
        keys = JWKSourceBuilder.create(fetched)
                .cache(TTL.toMillis(), 3 * READ_TIMEOUT.toMillis())
                .refreshAheadCache(
                        AHEAD.toMillis(),
                        null,
                        Executors.newVirtualThreadPerTaskExecutor(),
                        true,
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofVirtual().name("issuer-keys").factory()),
                        true)
                .rateLimited(SOONEST.toMillis())
                .retrying(true)
                .outageTolerantForever()
                .build();
    }

    private static URL url(URI jwks) {
        try {
            return jwks.toURL();
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException("Not an address of keys: " + jwks, wrong);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        return keys.get(selector, context);
    }

    /// Whether the issuer has ever told its keys: then a key that is not among them is not the issuer's.
    boolean isKnown() {
        return fetched.known;
    }

    /// Reads the issuer's keys, unless they are known already.
    public void read() throws KeySourceException {
        if (!fetched.known) {
            keys.get(ANY, null);
        }
    }

    @Override
    public void close() {
        try {
            if (keys instanceof Closeable open) {
                open.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// An answer without keys is no answer.
    private static final class FetchedKeys extends URLBasedJWKSetSource<SecurityContext> {
        private volatile boolean known;

        FetchedKeys(URL url) {
            super(
                    url,
                    new DefaultResourceRetriever(
                            Math.toIntExact(READ_TIMEOUT.toMillis()),
                            Math.toIntExact(READ_TIMEOUT.toMillis()),
                            LARGEST));
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
                throws KeySourceException {
            var set = super.getJWKSet(refresh, currentTime, context);
            if (set.isEmpty()) {
                throw new JWKSetUnavailableException("The issuer names no keys");
            }
            known = true;
            return set;
        }
    }
}
