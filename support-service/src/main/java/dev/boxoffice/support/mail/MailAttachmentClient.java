package dev.boxoffice.support.mail;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
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

    private final List<RestClient> instances;

    MailAttachmentClient(
            @Value("${boxoffice.services.booking:http://localhost:8082}") List<URI> instances,
            OutgoingMailProperties properties) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.attachmentTimeout())
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.attachmentTimeout());
        this.instances = instances.stream()
                .map(instance -> RestClient.builder()
                        .baseUrl(instance)
                        .requestFactory(requests)
                        .build())
                .toList();
    }

    /// Empty where there is nothing to be had any more: the booking was given back, say.
    ///
    /// @throws RestClientException where nobody could tell
    Optional<byte[]> fetch(MailAttachment attachment) {
        if (!attachment.path().startsWith(PREFIX)) {
            throw new IllegalArgumentException("an attachment is one of booking-service");
        }
        ResourceAccessException unreachable = null;
        for (var instance : instances) {
            try {
                return fetch(instance, attachment);
            } catch (ResourceAccessException noAnswer) {
                unreachable = noAnswer;
            }
        }
        throw unreachable == null ? new ResourceAccessException("there is no booking-service") : unreachable;
    }

    private static Optional<byte[]> fetch(RestClient instance, MailAttachment attachment) {
        return instance.get().uri(attachment.path()).exchangeForRequiredValue((_, answer) -> {
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
