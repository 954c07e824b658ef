package dev.boxoffice.gateway.waitingroom.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.boxoffice.gateway.waitingroom.QueueProperties;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Signs admissions (HS256): one user, one event, until a moment; booking-service verifies them with the same key.
@Component
class AdmissionTokenSigner {

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Clock clock;

    AdmissionTokenSigner(QueueProperties properties, Clock clock) {
        byte[] key = Base64.getDecoder().decode(properties.signingKey());
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("boxoffice.queue.signing-key must be 32 bytes, base64", e);
        }
        this.clock = clock;
    }

    /// @param id names the admission: a booking made with it uses it up
    String sign(String subject, UUID event, String id, Instant until) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("evt", event.toString())
                .jwtID(id)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(until))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /// Whether the token admits this user to this event now.
    boolean admits(String token, String subject, UUID event) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return false;
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return subject.equals(claims.getSubject())
                    && event.toString().equals(claims.getStringClaim("evt"))
                    && claims.getExpirationTime() != null
                    && clock.instant().isBefore(claims.getExpirationTime().toInstant());
        } catch (ParseException | JOSEException _) {
            return false;
        }
    }
}
