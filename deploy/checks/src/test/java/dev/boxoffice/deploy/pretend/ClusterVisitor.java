package dev.boxoffice.deploy.pretend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// Somebody who comes in by the front door, looks for events and has a question.
record ClusterVisitor(BoxofficeCluster cluster, ApiClient client) {

    static ClusterVisitor of(BoxofficeCluster cluster) {
        return new ClusterVisitor(cluster, cluster.client("visitor-" + UUID.randomUUID(), "buyer", "198.51.100.101"));
    }

    static String nameLike(String word) {
        return word + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    /// What is published now is found.
    void findWhatIsNew() {
        var name = nameLike("Neuheit");
        awaitFound(name, ClusterBuyers.onSale(cluster, name));
    }

    void awaitFound(String name, String event) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(client.get("/search?term=" + name.replace(" ", "+"))
                                .text())
                        .contains(event));
    }

    void askTheDesk() {
        var question = Map.of("subject", "Where is my ticket", "body", "I paid and see none", "channel", "IN_APP");
        var filed = client.post("/support/cases", question).expect(201);
        client.get("/support/cases/" + filed.field("id")).expect(200);
    }
}
