package dev.boxoffice.standalone.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/// The issuer's key, its demo users, and its two clients: the web pages, and a program of an integrator.
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {
    static final String WEB_CLIENT = "boxoffice-web";
    static final String PROGRAM_CLIENT = "boxoffice-program";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AuthorizationServerSettings serverSettings(IssuedTokenProperties oidc) {
        return AuthorizationServerSettings.builder()
                .issuer(oidc.issuer().toString())
                .build();
    }

    @Bean
    JWKSource<SecurityContext> keys(IssuerProperties properties) {
        return new ImmutableJWKSet<>(new JWKSet(IssuerSigningKey.keptIn(properties.keyFile())));
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService users(@Value("${boxoffice.demo.password}") String password, PasswordEncoder encoder) {
        var encoded = encoder.encode(password);
        return new InMemoryUserDetailsManager(DemoUser.ALL.stream()
                .map(user -> User.withUsername(user.subject())
                        .password(encoded)
                        .authorities(List.of())
                        .build())
                .toList());
    }

    @Bean
    RegisteredClientRepository clients(
            IssuedTokenProperties oidc,
            IssuerProperties properties,
            @Value("${boxoffice.demo.password}") String password,
            PasswordEncoder encoder) {
        var tokens = TokenSettings.builder()
                .accessTokenTimeToLive(properties.tokenLife())
                .build();
        var web = client(WEB_CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> List.of("/", "/signed-in", "/callback", "/docs/oauth2-redirect.html")
                        .forEach(path -> uris.add(oidc.issuer().resolve(path).toString())))
                .postLogoutRedirectUri(oidc.issuer().resolve("/").toString())
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scope(OidcScopes.EMAIL)
                // A public client has no secret; PKCE stands in for it.
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(tokens)
                .build();
        var program = client(PROGRAM_CLIENT)
                .clientSecret(encoder.encode(password))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(tokens)
                .build();
        return new InMemoryRegisteredClientRepository(web, program);
    }

    private static RegisteredClient.Builder client(String id) {
        return RegisteredClient.withId(
                        UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString())
                .clientId(id)
                .clientName(id);
    }
}
