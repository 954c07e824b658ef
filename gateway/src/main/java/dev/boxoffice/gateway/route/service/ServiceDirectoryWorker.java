package dev.boxoffice.gateway.route.service;

import dev.boxoffice.platform.worker.Worker;
import org.springframework.stereotype.Component;

/// O1: looks up now and then which instances the services have.
@Component
class ServiceDirectoryWorker extends Worker {

    private final ServiceDirectory services;

    ServiceDirectoryWorker(ServiceDirectory services, UpstreamProperties properties) {
        super("service-directory", properties.resolveEvery());
        this.services = services;
    }

    @Override
    protected boolean runOnce() {
        services.resolve();
        return false;
    }
}
