package dev.boxoffice.gateway.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The issuer's public keys, fetched without holding up a request thread and kept while the issuer is down.
@Component
class IssuerKeys {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    /// Before the first key is known every request needs one, so we ask more often.
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final OidcProperties properties;
    private final WebClient web;
    private final Disposable.Swap refreshing = Disposables.swap();
    private final Mono<Void> refresh;

    private volatile JWKSet keys = new JWKSet();

    IssuerKeys(OidcProperties properties) {
        this.properties = properties;
        this.web = WebClient.create();
        // Shared, so that a flood of tokens with unknown keys asks the issuer only now and then.
        this.refresh = Mono.defer(this::fetch)
                .cache(_ -> properties.minRefresh(), _ -> properties.minRefresh(), this::pauseAfterFetch);
    }

    @EventListener(ApplicationReadyEvent.class)
    void keepFresh() {
        refreshing.update(Flux.interval(Duration.ZERO, properties.refresh())
                .onBackpressureDrop()
                .concatMap(_ -> fetch())
                .subscribe());
    }

    /// Before the event loops are gone, on which a call under way is ended.
    @EventListener(ContextClosedEvent.class)
    void stop() {
        refreshing.dispose();
    }

    /// The keys, fetched first if none of those at hand can have signed this header.
    Mono<JWKSet> forHeader(JWSHeader header) {
        JWKSet known = keys;
        if (!select(known, header).isEmpty()) {
            return Mono.just(known);
        }
        return refresh.then(Mono.fromSupplier(() -> keys));
    }

    /// True until the issuer has answered for the first time.
    boolean empty() {
        return keys.isEmpty();
    }

    private Duration pauseAfterFetch() {
        return empty() ? FIRST_PAUSE : properties.minRefresh();
    }

    static List<JWK> select(JWKSet keys, JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null ? List.of() : new JWKSelector(matcher).select(keys);
    }

    private Mono<Void> fetch() {
        return web.get()
                .uri(properties.jwks())
                .retrieve()
                .bodyToMono(String.class)
                .timeout(properties.fetchTimeout())
                .doOnNext(this::accept)
                .doOnError(error -> log.warn("The issuer's keys could not be fetched: {}", error.toString()))
                .onErrorComplete()
                .then();
    }

    private void accept(String body) {
        try {
            JWKSet fetched = JWKSet.parse(body);
            if (!fetched.isEmpty()) {
                keys = fetched;
            }
        } catch (ParseException e) {
            throw new IllegalStateException("Not a JWK set", e);
        }
    }
}
