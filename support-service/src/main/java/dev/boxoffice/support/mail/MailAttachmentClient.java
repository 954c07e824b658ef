package dev.boxoffice.support.mail;

import dev.boxoffice.support.lookup.InstanceAddressFinder;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Fetches from booking-service what mails carry, as things are now; of a few mails at once, while those before
/// them are being sent.
@Component
class MailAttachmentClient implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(MailAttachmentClient.class);
    private static final String PREFIX = "/internal/mail-attachments/";

    /// A file as it is now.
    record MailFile(String name, String mediaType, byte[] content) {}

    /// What came of asking for a mail's files.
    sealed interface MailFiles {

        /// Those that go with it; without an extra that is no more to be had.
        record Found(List<MailFile> files) implements MailFiles {}

        /// One it is nothing without is no more to be had: the booking was given back, or the ticket passed on.
        record Gone(String name) implements MailFiles {}
    }

    private final InstanceAddressFinder addresses;
    private final RestClient client;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mail-files-", 0).factory());

    MailAttachmentClient(InstanceAddressFinder addresses, OutgoingMailProperties properties) {
        this.addresses = addresses;
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.attachmentTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.attachmentTimeout());
        this.client = RestClient.builder().requestFactory(requests).build();
        this.free = new Semaphore(properties.attachmentFetches(), true); // who asks first is sent first
    }

    /// It fails with a [RestClientException] where nobody could tell.
    CompletableFuture<MailFiles> filesOf(OutgoingMail mail) {
        return mail.attachments().isEmpty()
                ? CompletableFuture.completedFuture(new MailFiles.Found(List.of()))
                : CompletableFuture.supplyAsync(() -> fetch(mail.attachments()), threads);
    }

    private MailFiles fetch(List<MailAttachment> attachments) {
        free.acquireUninterruptibly();
        try {
            var files = new ArrayList<MailFile>();
            for (var one : attachments) {
                var content = fetch(one);
                if (content.isEmpty() && !one.isExtra()) {
                    return new MailFiles.Gone(one.name());
                }
                content.ifPresent(bytes -> files.add(new MailFile(one.name(), one.mediaType(), bytes)));
            }
            return new MailFiles.Found(files);
        } finally {
            free.release();
        }
    }

    private Optional<byte[]> fetch(MailAttachment attachment) {
        if (!attachment.path().startsWith(PREFIX)) {
            throw new IllegalArgumentException("an attachment is one of booking-service");
        }
        ResourceAccessException unreachable = null;
        for (var instance : addresses.inTurn()) {
            try {
                return fetch(instance, attachment);
            } catch (ResourceAccessException noAnswer) {
                addresses.didNotAnswer(instance);
                unreachable = noAnswer;
            }
        }
        throw unreachable == null ? new ResourceAccessException("there is no booking-service") : unreachable;
    }

    private Optional<byte[]> fetch(URI instance, MailAttachment attachment) {
        return client.get().uri(instance.resolve(attachment.path())).exchangeForRequiredValue((_, answer) -> {
            var status = answer.getStatusCode();
            if (status.is2xxSuccessful()) {
                return Optional.of(answer.getBody().readAllBytes());
            }
            if (status.value() == 404 || status.value() == 410) {
                log.info("{} is no more to be had", attachment.name());
                return Optional.<byte[]>empty();
            }
            throw new RestClientException(attachment.name() + " could not be fetched: " + status);
        });
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
