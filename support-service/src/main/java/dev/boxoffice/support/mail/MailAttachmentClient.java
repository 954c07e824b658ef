package dev.boxoffice.support.mail;

import dev.boxoffice.support.lookup.InstanceAddressFinder;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Fetches from booking-service what mails carry, as things are now; of a few mails at once, while those before
/// them are being sent. Mail can wait and sales cannot: the longer booking-service took for one, the longer it is left
/// alone before the next.
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

    /// For tests another than sleep.
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private final InstanceAddressFinder addresses;
    private final RestClient client;
    private final Semaphore free;
    private final OutgoingMailProperties limits;
    private final Pause pause;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mail-files-", 0).factory());

    @Autowired
    MailAttachmentClient(InstanceAddressFinder addresses, OutgoingMailProperties properties) {
        this(addresses, properties, Thread::sleep);
    }

    MailAttachmentClient(InstanceAddressFinder addresses, OutgoingMailProperties properties, Pause pause) {
        this.addresses = addresses;
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.attachmentTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.attachmentTimeout());
        this.client = RestClient.builder().requestFactory(requests).build();
        this.free = new Semaphore(properties.attachmentFetches(), true); // who asks first is sent first
        this.limits = properties;
        this.pause = pause;
    }

    /// It fails with a [RestClientException] where nobody could tell.
    CompletableFuture<MailFiles> filesOf(OutgoingMail mail) {
        if (mail.attachments().isEmpty()) {
            return CompletableFuture.completedFuture(new MailFiles.Found(List.of()));
        }
        var files = new CompletableFuture<MailFiles>();
        threads.execute(() -> fetch(mail.attachments(), files));
        return files;
    }

    private void fetch(List<MailAttachment> attachments, CompletableFuture<MailFiles> files) {
        free.acquireUninterruptibly();
        try {
            if (files.isDone()) {
                return; // nobody wants them any more
            }
            var begun = System.nanoTime();
            try {
                files.complete(fetch(attachments));
            } catch (RuntimeException | Error failure) { // else whoever waits for them waits for ever
                files.completeExceptionally(failure);
            }
            leaveAlone(Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            free.release();
        }
    }

    /// So many times as long as it took: in a rush that is long, and next to nothing when nothing is going on.
    private void leaveAlone(Duration took) {
        var wanted = took.multipliedBy(limits.attachmentDelayFactor());
        var most = limits.attachmentTimeout();
        try {
            pause.pass(wanted.compareTo(most) < 0 ? wanted : most);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private MailFiles fetch(List<MailAttachment> attachments) {
        var files = new ArrayList<MailFile>();
        for (var one : attachments) {
            var content = fetch(one);
            if (content.isEmpty() && !one.isExtra()) {
                return new MailFiles.Gone(one.name());
            }
            content.ifPresent(bytes -> files.add(new MailFile(one.name(), one.mediaType(), bytes)));
        }
        return new MailFiles.Found(files);
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
