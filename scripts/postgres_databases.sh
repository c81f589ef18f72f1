#!/bin/sh
# Run once by the PostgreSQL image, on an empty volume: one database for the ledger, one for Airflow, each with a
# user of its own who can reach no other.
set -eu

make_database() {
    psql -v ON_ERROR_STOP=1 --username postgres --dbname postgres -v name="$1" -v password="$2" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
}

make_database wirewatch "$LEDGER_PASSWORD"
make_database airflow "$AIRFLOW_DB_PASSWORD"
