package dev.boxoffice.support.mail;

import dev.boxoffice.support.SupportProperties;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Alerts the support manager by mail, written in the caller's transaction.
@Service
public class ManagerAlertService {

    private final MailRepository mails;
    private final String manager;

    ManagerAlertService(MailRepository mails, SupportProperties properties) {
        this.mails = mails;
        this.manager = properties.managerEmail();
    }

    public void alert(String subject, String body, Instant now) {
        mails.insert(manager, subject, body, now);
    }

    /// Alerts of one subject that come close together share a mail; it leaves within a second.
    public void alertTogether(String subject, String line, Instant now) {
        if (!mails.appendToUnsent(manager, subject, line)) {
            mails.insert(manager, subject, line, now);
        }
    }
}
