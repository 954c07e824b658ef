package dev.boxoffice.event;

import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who may call what: everybody reads, organisers write, and operators may call an event off and set
/// right what a venue or a performer is called.
@Configuration(proxyBeanMethods = false)
class CatalogueSecurityConfiguration {

    @Bean
    AccessRules accessRules() {
        return rules -> rules.requestMatchers(HttpMethod.GET, "/events", "/events/*/codes")
                .hasAuthority(Role.ORGANIZER.authority())
                .requestMatchers(HttpMethod.POST, "/events/*/cancellation", "/events/*/rescheduling")
                .hasAnyAuthority(Role.ORGANIZER.authority(), Role.OPERATOR.authority())
                .requestMatchers(HttpMethod.POST, "/venues/**", "/performers/**", "/events/**")
                .hasAuthority(Role.ORGANIZER.authority())
                // Whoever works for an organization may see it, and leave it; the rest is for organisers and their
                // roles in it.
                .requestMatchers(HttpMethod.GET, "/organizations/**")
                .authenticated()
                .requestMatchers(HttpMethod.DELETE, "/organizations/**")
                .authenticated()
                .requestMatchers("/organizations/**")
                .hasAuthority(Role.ORGANIZER.authority())
                .requestMatchers(HttpMethod.PUT, "/venues/*/**", "/events/*/**")
                .hasAuthority(Role.ORGANIZER.authority())
                .requestMatchers(HttpMethod.PATCH, "/venues/*/**", "/performers/*/**")
                .hasAnyAuthority(Role.ORGANIZER.authority(), Role.OPERATOR.authority())
                .requestMatchers(HttpMethod.PATCH, "/events/*/**")
                .hasAuthority(Role.ORGANIZER.authority())
                .requestMatchers(HttpMethod.DELETE, "/venues/*/**", "/events/*/**")
                .hasAuthority(Role.ORGANIZER.authority())
                // Reading needs no token, and what does not exist should say so (404, 405) rather than ask for one.
                .anyRequest()
                .permitAll();
    }
}
