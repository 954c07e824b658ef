package dev.boxoffice.booking.hold.reserve;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Verifies the waiting room's admissions, which the gateway signs (HS256) for one user and one event.
@Service
class ReserveAdmissionService {

    private final JWSVerifier verifier;
    private final Clock clock;

    ReserveAdmissionService(AdmissionProperties properties, Clock clock) {
        try {
            this.verifier = new MACVerifier(Base64.getDecoder().decode(properties.signingKey()));
        } catch (JOSEException badKey) {
            throw new IllegalArgumentException("boxoffice.queue.signing-key must be 32 bytes, base64", badKey);
        }
        this.clock = clock;
    }

    /// The admission's id, if the token admits this user to this event now.
    Optional<String> verify(@Nullable String token, String subject, UUID event) {
        if (token == null) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            var claims = jwt.getJWTClaimsSet();
            var admits = subject.equals(claims.getSubject())
                    && event.toString().equals(claims.getStringClaim("evt"))
                    && claims.getExpirationTime() != null
                    && clock.instant().isBefore(claims.getExpirationTime().toInstant());
            return admits ? Optional.ofNullable(claims.getJWTID()) : Optional.empty();
        } catch (ParseException | JOSEException unreadable) {
            return Optional.empty();
        }
    }
}
