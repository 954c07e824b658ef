package dev.boxoffice.standalone.issuer;

import java.util.List;
import java.util.Optional;

/// Somebody to be while trying the platform out.
record DemoUser(String subject, String name, List<String> roles) {
    static final List<DemoUser> ALL = List.of(
            new DemoUser("alice", "Alice Fan", List.of("buyer")),
            new DemoUser("bob", "Bob Fan", List.of("buyer")),
            new DemoUser("olivia", "Olivia Organiser", List.of("buyer", "organizer")),
            new DemoUser("sam", "Sam at the Door", List.of("buyer", "scanner")),
            new DemoUser("anna", "Anna Agent", List.of("buyer", "agent")),
            new DemoUser("mara", "Mara Manager", List.of("buyer", "agent", "support-manager")),
            new DemoUser("oscar", "Oscar Operator", List.of("buyer", "operator")));

    static Optional<DemoUser> named(String subject) {
        return ALL.stream().filter(user -> user.subject().equals(subject)).findFirst();
    }

    String email() {
        return subject + "@demo.boxoffice.example";
    }
}
