package dev.boxoffice.booking.hold.reserve;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// How the waiting room's admissions are verified.
///
/// @param signingKey base64, 32 bytes, shared with the gateway
@ConfigurationProperties("boxoffice.queue")
record AdmissionProperties(String signingKey) {}
