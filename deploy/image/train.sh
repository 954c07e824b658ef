#!/bin/bash
# Starts the service up to the moment before it would listen, and keeps what the JVM learned (classes loaded and
# linked, methods profiled) as an AOT cache. Nothing outside is needed: every pool connects when first used, and the
# keys are made up here and die with this process.
set -euo pipefail
cd /app
noise() { head -c 32 /dev/urandom | base64 -w0; }

export BOXOFFICE_HOLD_SIGNINGKEY BOXOFFICE_QUEUE_SIGNINGKEY BOXOFFICE_TICKET_SIGNINGKEY
export BOXOFFICE_STRIPE_SECRETKEY BOXOFFICE_STRIPE_WEBHOOKSECRET
BOXOFFICE_HOLD_SIGNINGKEY=$(noise)
export BOXOFFICE_SUPPORT_OUTGOINGMAIL_SIGNINGKEY
BOXOFFICE_SUPPORT_OUTGOINGMAIL_SIGNINGKEY=$(noise)
BOXOFFICE_QUEUE_SIGNINGKEY=$(noise)
# An Ed25519 private key in PKCS#8 is this and 32 random bytes (RFC 8410); not every base image has openssl.
BOXOFFICE_TICKET_SIGNINGKEY=$({ printf '\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20'; head -c 32 /dev/urandom; } | base64 -w0)
BOXOFFICE_STRIPE_SECRETKEY=sk_test_$(noise | tr -dc a-zA-Z0-9)
BOXOFFICE_STRIPE_WEBHOOKSECRET=whsec_$(noise | tr -dc a-zA-Z0-9)

start() {
  java @/app/jvm.options "$@" \
    -Dspring.context.exit=onRefresh \
    -Dspring.flyway.enabled=false \
    -Dspring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect \
    -Dspring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false \
    -Dlogging.level.root=warn \
    -jar /app/app.jar
}

# As much memory as a pod has, whatever this machine has: on 64 GB the heap would be laid out for more than 32 GB, and a
# pod would refuse the cache without a word, since its references are half as long.
start -XX:MaxRAM=768m -XX:AOTCacheOutput=/app/app.aot
test -s /app/app.aot
# The cache is proved: with `on` the JVM ends here if it cannot use it, where a pod would only start slowly.
start -XX:MaxRAM=768m -XX:AOTMode=on -XX:AOTCache=/app/app.aot
