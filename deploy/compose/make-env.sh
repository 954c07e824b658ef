#!/bin/bash
# Writes .env with new random secrets, from .env.example. Never overwrites one: its passwords are in the volumes too.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -e .env ]; then
  echo ".env exists; delete it and the volumes (docker compose down -v) to start over" >&2
  exit 1
fi
umask 077

letters() { head -c 256 /dev/urandom | base64 | tr -dc a-zA-Z0-9 | head -c 40; }
bytes() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }

while IFS= read -r line; do
  case $line in
    *=@password@) echo "${line%%=*}=$(letters)" ;;
    *=@key@) echo "${line%%=*}=$(bytes)" ;;
    *=@ed25519@) echo "${line%%=*}=$(openssl genpkey -algorithm ed25519 -outform DER | base64 | tr -d '\n')" ;;
    *=@sk_test@) echo "${line%%=*}=sk_test_$(letters)" ;;
    *=@whsec@) echo "${line%%=*}=whsec_$(letters)" ;;
    *) echo "$line" ;;
  esac
done < .env.example > .env.part
mv .env.part .env
echo "Wrote .env. Demo users sign in with: $(sed -n 's/^BOXOFFICE_DEMO_PASSWORD=//p' .env)"
