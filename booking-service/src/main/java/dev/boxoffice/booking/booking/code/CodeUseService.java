package dev.boxoffice.booking.booking.code;

import dev.boxoffice.platform.id.UserHash;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Keeps Redis's knowledge of codes that are used up, so that reserves are refused where the claim would be.
@Service
public class CodeUseService {

    private final CodeUseRepository repository;
    private final CodeUseScript script;

    CodeUseService(CodeUseRepository repository, CodeUseScript script) {
        this.repository = repository;
        this.script = script;
    }

    /// After a booking with the code was made or undone.
    public void mirror(UUID event, int number, UserHash buyer) {
        var uses = repository.find(event, number, buyer);
        if (!uses.isEmpty()) {
            script.run(new CodeUseScript.Command(event, uses));
        }
    }
}
