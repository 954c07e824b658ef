package dev.boxoffice.search.query;

import dev.boxoffice.platform.security.AccessRules;
import dev.boxoffice.platform.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who may ask what.
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    AccessRules accessRules() {
        return rules -> rules.requestMatchers("/search/rebuild")
                .hasAuthority(Role.OPERATOR.authority())
                .requestMatchers(HttpMethod.GET, "/search", "/search/suggest")
                .permitAll()
                .anyRequest()
                .authenticated();
    }

    @Bean
    SearchController.Limits searchLimits(QueryProperties query, CacheProperties cache) {
        return new SearchController.Limits(query, cache);
    }
}
