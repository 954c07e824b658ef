package dev.boxoffice.event.discovery;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Service;

/// Takes over files of events, as many at a time as may run beside an instance's other work.
@Service
class DiscoveryImportService {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DiscoveryListingService listings;
    private final Semaphore free;
    private final Set<String> importing = ConcurrentHashMap.newKeySet();

    DiscoveryImportService(DiscoveryListingService listings, DiscoveryImportProperties properties) {
        this.listings = listings;
        this.free = new Semaphore(properties.concurrent());
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 429 while as many imports run as may
    ImportReport importAll(InputStream body, DiscoveryImport.Importer importer) {
        if (!importing.add(importer.owner())) {
            throw tooMany("Another import of yours is running; send this one after it.");
        }
        try {
            if (!free.tryAcquire()) {
                throw tooMany("As many imports run as can at a time; send it again in a while.");
            }
            try {
                return new DiscoveryImport(listings, importer).run(body);
            } finally {
                free.release();
            }
        } finally {
            importing.remove(importer.owner());
        }
    }

    private static ProblemException tooMany(String detail) {
        return Problem.of(ProblemTypes.RATE_LIMITED, detail).retryAfter(PAUSE).toException();
    }
}
