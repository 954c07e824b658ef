package dev.boxoffice.booking.payment.refund;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who may give how much back.
///
/// @param agentLimit most that agents may give back of one booking, all their refunds together, in minor units of its
/// currency; above it a support manager decides
@ConfigurationProperties("boxoffice.refund")
record RefundProperties(@DefaultValue("20000") long agentLimit) {}
