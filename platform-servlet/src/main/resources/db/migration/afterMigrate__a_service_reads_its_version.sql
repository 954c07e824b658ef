-- A service is ready when its schema is new enough (dev.boxoffice.platform.servlet.readiness).
grant select on ${flyway:defaultSchema}.${flyway:table} to ${service}_service;
