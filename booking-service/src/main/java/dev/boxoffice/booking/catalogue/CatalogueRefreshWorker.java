package dev.boxoffice.booking.catalogue;

import dev.boxoffice.platform.worker.Worker;
import org.springframework.stereotype.Component;

/// Looks after the events that buyers ask for, lest the word of a change was lost ([CatalogueChangeListener]).
@Component
class CatalogueRefreshWorker extends Worker {

    private final SaleCatalogueService catalogue;

    CatalogueRefreshWorker(SaleCatalogueService catalogue, CatalogueProperties properties) {
        super("catalogue-refresh", properties.refresh());
        this.catalogue = catalogue;
    }

    @Override
    protected boolean runOnce() {
        catalogue.refreshChanged();
        return false;
    }
}
