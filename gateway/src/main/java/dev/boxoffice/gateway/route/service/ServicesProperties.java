package dev.boxoffice.gateway.route.service;

import dev.boxoffice.gateway.route.Upstream;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the services are; several instances of one are separated by commas.
///
/// @param event event-service
/// @param booking booking-service
/// @param search search-service
/// @param support support-service
/// @param issuer the issuer, in the standalone run only
/// @param stripeSimulator the Stripe simulator, in the standalone run only
@ConfigurationProperties("boxoffice.services")
public record ServicesProperties(
        @DefaultValue("http://localhost:8081") List<URI> event,
        @DefaultValue("http://localhost:8082") List<URI> booking,
        @DefaultValue("http://localhost:8083") List<URI> search,
        @DefaultValue("http://localhost:8084") List<URI> support,
        @DefaultValue("http://localhost:8090") List<URI> issuer,
        @DefaultValue("http://localhost:8091") List<URI> stripeSimulator) {

    List<URI> of(Upstream upstream) {
        return switch (upstream) {
            case EVENT -> event;
            case BOOKING, WEBHOOK -> booking;
            case SEARCH -> search;
            case SUPPORT -> support;
            case ISSUER -> issuer;
            case STRIPE_SIMULATOR -> stripeSimulator;
        };
    }
}
