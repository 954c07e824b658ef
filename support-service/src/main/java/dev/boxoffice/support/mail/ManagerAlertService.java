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
}
