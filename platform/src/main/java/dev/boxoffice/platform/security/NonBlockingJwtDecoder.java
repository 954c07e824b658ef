package dev.boxoffice.platform.security;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The same for event loops: a token that is known costs a look, any other is verified on a thread that may wait for
/// the issuer's keys.
public final class NonBlockingJwtDecoder implements ReactiveJwtDecoder {
    private final CachingJwtDecoder tokens;

    public NonBlockingJwtDecoder(CachingJwtDecoder tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        var known = tokens.known(token);
        return known != null
                ? Mono.just(known)
                : Mono.fromCallable(() -> tokens.decode(token)).subscribeOn(Schedulers.boundedElastic());
    }
}
