package dev.boxoffice.gateway.pages;

import dev.boxoffice.platform.security.OidcProperties;
import java.net.URI;
import org.springframework.stereotype.Component;

/// What a page may load and whom it may ask (Content Security Policy): our own files and API, the issuer for the
/// sign-in and (by a form) the sign-out, Stripe only where its key is set, and pictures of events from wherever
/// their organisers keep them.
@Component
class PagePolicy {

    private final String text;

    PagePolicy(PagesProperties pages, OidcProperties oidc) {
        boolean stripe = pages.stripeKey() != null;
        String issuer = origin(URI.create(oidc.issuer()));
        this.text = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' " + issuer + "; "
                + "style-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; "
                + "img-src 'self' data: blob: https:; "
                + "script-src 'self'" + (stripe ? " https://js.stripe.com" : "") + "; "
                + "connect-src 'self' " + issuer
                + (stripe ? " https://api.stripe.com; frame-src https://js.stripe.com https://hooks.stripe.com" : "");
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    String text() {
        return text;
    }
}
