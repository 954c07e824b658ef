package dev.boxoffice.booking;

import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who may call what of the booking API.
@Configuration(proxyBeanMethods = false)
class BookingAccessConfiguration {

    @Bean
    AccessRules accessRules() {
        return rules -> rules
                // Stripe proves itself by its signature.
                .requestMatchers(HttpMethod.POST, "/webhooks/stripe")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/.well-known/ticket-keys.json")
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, "/.well-known/ticket-keys.json")
                .permitAll()
                // Reached from inside the platform alone; the path is signed.
                .requestMatchers(HttpMethod.GET, "/internal/mail-attachments/**")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/bookings/*/refunds")
                .hasAnyAuthority(
                        Role.ORGANIZER.authority(),
                        Role.AGENT.authority(),
                        Role.SUPPORT_MANAGER.authority(),
                        Role.OPERATOR.authority())
                .requestMatchers("/events/*/cancellation", "/events/*/cancellation/attempts")
                .hasAnyAuthority(
                        Role.ORGANIZER.authority(),
                        Role.AGENT.authority(),
                        Role.SUPPORT_MANAGER.authority(),
                        Role.OPERATOR.authority())
                .requestMatchers("/events/*/ledger")
                .hasAnyAuthority(Role.ORGANIZER.authority(), Role.OPERATOR.authority())
                .requestMatchers("/events/*/withheld", "/events/*/box-office-sales", "/bookings/*/seats")
                .hasAuthority(Role.ORGANIZER.authority())
                .requestMatchers("/events/*/bookings", "/events/*/attendees", "/events/*/sales")
                .hasAnyAuthority(Role.ORGANIZER.authority(), Role.OPERATOR.authority())
                .requestMatchers("/bookings/*/timeline")
                .hasAnyAuthority(Role.AGENT.authority(), Role.SUPPORT_MANAGER.authority())
                // What seats cost is no secret; a code asks for its user's name, see QuoteController.
                .requestMatchers(HttpMethod.POST, "/events/*/quotes")
                .permitAll()
                .requestMatchers("/audit")
                .hasAnyAuthority(Role.ORGANIZER.authority(), Role.OPERATOR.authority())
                .requestMatchers(HttpMethod.DELETE, "/people/*")
                .hasAuthority(Role.OPERATOR.authority())
                .requestMatchers("/check-ins", "/check-ins/*")
                .hasAuthority(Role.SCANNER.authority())
                .requestMatchers(HttpMethod.POST, "/events/*/scans")
                .hasAuthority(Role.SCANNER.authority())
                .requestMatchers("/events/*/guest-list", "/events/*/scan-conflicts", "/events/*/attendance")
                .hasAnyAuthority(Role.SCANNER.authority(), Role.ORGANIZER.authority(), Role.OPERATOR.authority())
                // Not routed by the gateway: reached from inside the platform alone (docs/decisions/0607).
                .requestMatchers("/operator/**")
                .hasAuthority(Role.OPERATOR.authority())
                .anyRequest()
                .authenticated();
    }
}
