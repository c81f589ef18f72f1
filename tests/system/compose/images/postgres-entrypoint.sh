#!/bin/sh
# As the image's own: on an empty volume a cluster with the password of POSTGRES_PASSWORD, then the scripts of the
# user's, while the server listens on its socket alone.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    printf '%s\n' "$POSTGRES_PASSWORD" >/tmp/password
    # shellcheck disable=SC2086  # several words are meant
    initdb --username=postgres --pwfile=/tmp/password --auth-local=trust ${POSTGRES_INITDB_ARGS:-}
    rm /tmp/password
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl --options="-c listen_addresses=''" --wait start
    for script in /docker-entrypoint-initdb.d/*.sh; do
        PGPASSWORD="$POSTGRES_PASSWORD" sh "$script"
    done
    pg_ctl --mode=fast --wait stop
fi
exec postgres -c listen_addresses='*' "$@"
