package dev.boxoffice.standalone.issuer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// A token for whoever is asked for, without a password: for trying out and for tests, on a developer's machine only.
@RestController
class DevTokenController {
    private static final int MAX_SUBJECT_LENGTH = 200;
    private static final List<String> ROLES =
            List.of("buyer", "organizer", "scanner", "agent", "support-manager", "operator");

    private final JwtEncoder encoder;
    private final TokenClaimCustomizer claims;
    private final IssuedTokenProperties oidc;
    private final IssuerProperties properties;
    private final Clock clock;

    DevTokenController(
            JwtEncoder encoder,
            TokenClaimCustomizer claims,
            IssuedTokenProperties oidc,
            IssuerProperties properties,
            Clock clock) {
        this.encoder = encoder;
        this.claims = claims;
        this.oidc = oidc;
        this.properties = properties;
        this.clock = clock;
    }

    /// Without roles a known demo user gets their own, and anybody else is a buyer.
    record Wanted(@Nullable String subject, @Nullable List<@Nullable String> roles) {}

    record Issued(String access_token, String token_type, long expires_in) {}

    @PostMapping("/dev/token")
    ResponseEntity<Object> issue(@RequestBody Wanted wanted) {
        var errors = errors(wanted);
        if (!errors.isEmpty() || wanted.subject() == null) {
            return IssuerProblemAdvice.invalid(errors);
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Issued(
                        token(wanted.subject(), roles(wanted)),
                        "Bearer",
                        properties.tokenLife().toSeconds()));
    }

    private static List<Map<String, String>> errors(Wanted wanted) {
        var errors = new ArrayList<Map<String, String>>();
        var subject = wanted.subject();
        if (subject == null || subject.isBlank() || subject.length() > MAX_SUBJECT_LENGTH) {
            errors.add(Map.of(
                    "field", "subject", "message", "must have between 1 and " + MAX_SUBJECT_LENGTH + " characters"));
        }
        if (wanted.roles() != null && !wanted.roles().stream().allMatch(role -> role != null && ROLES.contains(role))) {
            errors.add(Map.of("field", "roles", "message", "must be out of " + String.join(", ", ROLES)));
        }
        return errors;
    }

    private static List<String> roles(Wanted wanted) {
        if (wanted.roles() == null) {
            return DemoUser.named(String.valueOf(wanted.subject()))
                    .map(DemoUser::roles)
                    .orElse(List.of("buyer"));
        }
        return wanted.roles().stream().map(String::valueOf).distinct().toList();
    }

    private String token(String subject, List<String> roles) {
        var now = clock.instant();
        var known = DemoUser.named(subject);
        var content = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(oidc.issuer().toString())
                .subject(subject)
                .audience(List.of(oidc.audience()))
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(now.plus(properties.tokenLife()));
        claims.describe(
                content,
                known.map(DemoUser::email).orElse(address(subject)),
                known.map(DemoUser::name).orElse(subject),
                roles);
        var header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();
        return encoder.encode(JwtEncoderParameters.from(header, content.build()))
                .getTokenValue();
    }

    private static String address(String subject) {
        return subject.replaceAll("[^A-Za-z0-9._-]", "_") + "@demo.boxoffice.example";
    }
}
