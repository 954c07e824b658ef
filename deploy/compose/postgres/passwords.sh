#!/bin/bash
# Gives the roles of bootstrap.sql their passwords, which psql quotes itself, and Keycloak a database of its own.
set -euo pipefail

set_password() {
  psql -v ON_ERROR_STOP=1 -U postgres -d boxoffice -v role="$1" -v password="$2" <<'SQL'
alter role :"role" password :'password';
SQL
}

for service in event booking search support; do
  name=BOXOFFICE_DB_${service^^}
  password=${name}_PASSWORD
  migrator_password=${name}_MIGRATOR_PASSWORD
  set_password "${service}_service" "${!password}"
  set_password "${service}_migrator" "${!migrator_password}"
done

psql -v ON_ERROR_STOP=1 -U postgres -d postgres -c "create role keycloak login" -c "create database keycloak owner keycloak"
set_password keycloak "$KEYCLOAK_DB_PASSWORD"
