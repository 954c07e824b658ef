package dev.boxoffice.gateway.waitingroom.check;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What is asked of whoever joins a waiting room, or is to be admitted from it.
///
/// @param kind nothing, work for their computer, or a captcha
/// @param at when: as they join, once their turn has come, or both
/// @param bits of proof of work: each more doubles it; 18 take a phone about a second
/// @param validity how long a challenge may be answered
/// @param captchaUrl where a captcha's response is verified, as reCAPTCHA, hCaptcha and Turnstile have it
/// @param captchaSecret ours there
/// @param captchaTimeout longest wait for it
@ConfigurationProperties("boxoffice.queue.check")
record JoinCheckProperties(
        @DefaultValue("NONE") Kind kind,
        @DefaultValue("JOINING") At at,
        @DefaultValue("18") int bits,
        @DefaultValue("5m") Duration validity,
        @Nullable URI captchaUrl,
        @DefaultValue("") String captchaSecret,
        @DefaultValue("3s") Duration captchaTimeout) {

    enum Kind {
        NONE,
        PROOF_OF_WORK,
        CAPTCHA
    }

    enum At {
        JOINING,
        ADMISSION,
        BOTH
    }

    JoinCheckProperties {
        if (bits < 1 || bits > 32) {
            throw new IllegalArgumentException("boxoffice.queue.check.bits must be between 1 and 32");
        }
        if (kind == Kind.CAPTCHA && (captchaUrl == null || captchaSecret.isBlank())) {
            throw new IllegalArgumentException(
                    "boxoffice.queue.check.captcha-url and captcha-secret are needed for kind CAPTCHA");
        }
    }
}
