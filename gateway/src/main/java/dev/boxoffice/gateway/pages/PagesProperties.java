package dev.boxoffice.gateway.pages;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The pages people use.
///
/// @param client the id by which the pages sign people in at the issuer; a public client, with PKCE
/// @param stripePublishableKey Stripe's publishable key (`pk_…`), with which the checkout shows Stripe's Payment
///     Element; without it there is a form with test cards in the standalone run, and no checkout elsewhere
/// @param directory where the files are read anew at each request, while developing; by default they come with
///     the gateway
@ConfigurationProperties("boxoffice.pages")
record PagesProperties(
        @DefaultValue("boxoffice-web") String client,
        @Nullable String stripePublishableKey,
        @Nullable Path directory) {

    /// The key, where one is set that could be real.
    @Nullable
    String stripeKey() {
        return stripePublishableKey != null && stripePublishableKey.startsWith("pk_") ? stripePublishableKey : null;
    }
}
