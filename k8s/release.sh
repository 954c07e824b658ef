#!/usr/bin/env bash
# A release, in its order: `k8s/release.sh production`. What migrations read, then migrations, then everything. The very first
# time, too: a Job repeats until its database is there. With Argo CD the same order is in the objects' annotations.
set -euo pipefail
overlay=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/overlays/${1:?which overlay of k8s/overlays}
[[ -d $overlay ]] || { echo "There is no $overlay" >&2; exit 2; }
namespace=boxoffice
rendered=$(mktemp)
trap 'rm -f "$rendered"' EXIT
kubectl kustomize "$overlay" >"$rendered"
step() { echo "== $1"; }

step "What migrations read"
kubectl apply -f "$rendered" -l boxoffice.dev/release-step=before-migrations
if [[ -n $(kubectl -n "$namespace" get externalsecrets -o name 2>/dev/null) ]]; then
  kubectl -n "$namespace" wait --for=condition=Ready externalsecrets --all --timeout=5m
fi

step "Migrations"
# A Job cannot be changed: the last release's go.
kubectl -n "$namespace" delete job -l app.kubernetes.io/component=migration --ignore-not-found
kubectl apply -f "$rendered" -l app.kubernetes.io/component=migration
kubectl -n "$namespace" wait --for=condition=Complete job -l app.kubernetes.io/component=migration --timeout=30m

step "Everything"
kubectl apply -f "$rendered"
kubectl -n "$namespace" rollout status deployment -l app.kubernetes.io/part-of=boxoffice --timeout=15m
