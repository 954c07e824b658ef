package dev.boxoffice.search.query;

import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may ask what.
@Configuration(proxyBeanMethods = false)
class SearchSecurityConfiguration {

    /// Searching is for everybody, and so is being told that a path or a method does not exist.
    @Bean
    AccessRules accessRules() {
        return rules -> rules.requestMatchers("/search/rebuild")
                .hasAuthority(Role.OPERATOR.authority())
                .anyRequest()
                .permitAll();
    }
}
