package dev.boxoffice.booking.checkin.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What is believed of scans that were made without a network.
///
/// @param skew how far a device's clock may be ahead of ours; a scan further ahead is refused
@ConfigurationProperties("boxoffice.door")
record UploadProperties(@DefaultValue("2m") Duration skew) {}
