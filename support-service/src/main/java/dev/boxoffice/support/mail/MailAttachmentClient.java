package dev.boxoffice.support.mail;

import dev.boxoffice.support.lookup.InstanceAddressFinder;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Fetches from booking-service what a mail carries, as things are now.
@Component
class MailAttachmentClient {

    private static final Logger log = LoggerFactory.getLogger(MailAttachmentClient.class);
    private static final String PREFIX = "/internal/mail-attachments/";

    private final InstanceAddressFinder addresses;
    private final RestClient client;

    MailAttachmentClient(InstanceAddressFinder addresses, OutgoingMailProperties properties) {
        this.addresses = addresses;
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.attachmentTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.attachmentTimeout());
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /// Empty where there is nothing to be had any more: the booking was given back, say.
    ///
    /// @throws RestClientException where nobody could tell
    Optional<byte[]> fetch(MailAttachment attachment) {
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
            if (status.value() == 404) {
                log.info("{} is no more to be had", attachment.name());
                return Optional.<byte[]>empty();
            }
            throw new RestClientException(attachment.name() + " could not be fetched: " + status);
        });
    }
}
