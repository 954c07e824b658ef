#!/bin/bash
# Makes the secrets of overlays local and small, which an external store provides in production: random, and only in the
# cluster kubectl points at. Once: a second run would change the passwords below a running database.
# Stripe's test keys come from the environment (STRIPE_SECRETKEY, STRIPE_WEBHOOKSECRET).
set -euo pipefail
namespace=boxoffice
if kubectl -n "$namespace" get secret stores >/dev/null 2>&1; then
  echo "The secrets are there already; delete secret stores to make new ones" >&2
  exit 1
fi
: "${STRIPE_SECRETKEY:?a test key of yours, sk_test_…}" "${STRIPE_WEBHOOKSECRET:?whsec_…, from stripe listen}"
kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply -f -

letters() { head -c 256 /dev/urandom | base64 | tr -dc a-zA-Z0-9 | head -c 40; }
bytes() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
# Values travel by stdin, not by the command line, which every user of the machine can read.
secret() {
  kubectl -n "$namespace" create secret generic "$1" --from-env-file=/dev/stdin --dry-run=client -o yaml |
    kubectl apply -f -
}

redis=$(letters)
queue=$(bytes)
stores="POSTGRES_PASSWORD=$(letters)
REDIS_PASSWORD=$redis"
for service in event booking search support; do
  name=BOXOFFICE_DB_${service^^}
  password=$(letters)
  migrator=$(letters)
  stores+="
${name}_PASSWORD=$password
${name}_MIGRATOR_PASSWORD=$migrator"
  own="${name}_PASSWORD=$password
BOXOFFICE_REDIS_URL=redis://:$redis@redis:6379"
  if [ "$service" = booking ]; then
    own+="
BOXOFFICE_STRIPE_SECRETKEY=$STRIPE_SECRETKEY
BOXOFFICE_STRIPE_WEBHOOKSECRET=$STRIPE_WEBHOOKSECRET
BOXOFFICE_HOLD_SIGNINGKEY=$(bytes)
BOXOFFICE_QUEUE_SIGNINGKEY=$queue
BOXOFFICE_TICKET_SIGNINGKEY=$(openssl genpkey -algorithm ed25519 -outform DER | base64 | tr -d '\n')
BOXOFFICE_TICKET_PREVIOUSPUBLICKEYS="
  fi
  if [ "$service" = support ]; then
    own+="
BOXOFFICE_SUPPORT_OUTGOINGMAIL_SIGNINGKEY=$(bytes)
BOXOFFICE_SUPPORT_INBOUNDMAIL_SECRET=$(letters)"
  fi
  secret "$service-service" <<< "$own"
  secret "$service-service-migrator" <<< "${name}_MIGRATOR_PASSWORD=$migrator"
done
secret gateway <<< "BOXOFFICE_REDIS_URL=redis://:$redis@redis:6379
BOXOFFICE_QUEUE_SIGNINGKEY=$queue"
secret stores <<< "$stores"
# Of the synthetic buyer: a client of the issuer's with role `buyer`.
secret synthetic-buyer <<< "BUYER_TOKENURL=${BUYER_TOKENURL-}
BUYER_CLIENTID=${BUYER_CLIENTID-}
BUYER_CLIENTSECRET=${BUYER_CLIENTSECRET-}"
# Of Alertmanager: whom to wake, and who calls when the heartbeat stops.
secret alerting <<< "pager_key=${PAGER_KEY-}
mail_password=${ALERT_MAIL_PASSWORD-}
heartbeat_url=${HEARTBEAT_URL-}"
