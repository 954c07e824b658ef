package dev.boxoffice.support;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who may call what. Reporters see their own cases only; the code that finds a case checks that.
@Configuration(proxyBeanMethods = false)
class SupportAccessConfiguration {

    @Bean
    AccessRules supportAccess() {
        var agent = Role.AGENT.authority();
        var manager = Role.SUPPORT_MANAGER.authority();
        return rules -> rules.requestMatchers(POST, "/support/cases")
                .authenticated()
                .requestMatchers(GET, "/support/cases", "/support/cases/*", "/support/cases/*/history")
                .authenticated()
                .requestMatchers(POST, "/support/inbound-mail")
                .permitAll() // proves itself by its signature
                .requestMatchers(
                        GET,
                        "/support/cases/*/stream",
                        "/support/cases/*/attachments",
                        "/support/cases/*/attachments/*")
                .authenticated()
                .requestMatchers(POST, "/support/cases/*/replies", "/support/cases/*/reopening")
                .authenticated()
                .requestMatchers("/support/agents/me")
                .hasAnyAuthority(agent, manager)
                .requestMatchers(
                        "/support/agents",
                        "/support/agents/*",
                        "/support/routing-rules/**",
                        "/support/category-rules/**",
                        "/support/audit/**",
                        "/support/contracts/**",
                        "/support/reports")
                .hasAuthority(manager)
                .requestMatchers("/support/**")
                .hasAnyAuthority(agent, manager)
                .anyRequest()
                .authenticated();
    }
}
