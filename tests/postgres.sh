#!/bin/bash
# Runs a command with a private PostgreSQL beside it, and stops that PostgreSQL whatever happens:
#
#   tests/postgres.sh COMMAND…
#
# The command finds the server's address in LONGSTONE_TEST_POSTGRES. The cluster lives in a
# temporary folder and listens on a free port of this machine alone, with a password of its own.
# It does not wait for the disk, so it is for tests, not for figures about durability.
set -euo pipefail

if [ $# -eq 0 ]; then
    echo "usage: tests/postgres.sh COMMAND…" >&2
    exit 2
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/longstone-postgres-XXXXXX")
server=
command=

# PostgreSQL refuses to run as root; its package brings a user for it.
as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

stop() {
    trap - EXIT INT TERM HUP
    if [ -n "$command" ]; then kill "$command" 2>/dev/null || true; fi
    if [ -n "$server" ]; then
        as_server "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    fi
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

find_programs() {
    local place
    for place in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin; do
        if [ -x "$place/initdb" ]; then
            echo "$place"
            return
        fi
    done
    if command -v initdb >/dev/null; then
        dirname "$(readlink -f "$(command -v initdb)")"
        return
    fi
    echo "PostgreSQL is not installed: apt-get install postgresql-15" >&2
    return 1
}
programs=$(find_programs)

free_port() {
    local port
    while true; do
        port=$((20000 + RANDOM % 20000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
}

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && printf '%s\n' "$password" >"$folder/password")
if [ "$(id -u)" -eq 0 ]; then chown -R postgres "$folder"; fi

as_server "$programs/initdb" -D "$folder/data" -U longstone -A scram-sha-256 \
    --pwfile="$folder/password" -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 1; }

# Another program may take the port between the look and the start, so try a few.
for attempt in 1 2 3 4 5; do
    port=$(free_port)
    if as_server "$programs/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -t 30 -o \
        "-c listen_addresses=127.0.0.1 -p $port -k $folder -c fsync=off -c max_connections=200" \
        start >/dev/null; then
        server=$port
        break
    fi
    echo "PostgreSQL did not start on port $port (attempt $attempt)" >&2
done
if [ -z "$server" ]; then
    cat "$folder/data/log" >&2 || true
    exit 1
fi

export LONGSTONE_TEST_POSTGRES="postgresql://longstone:$password@127.0.0.1:$server/postgres"
# Beside this script rather than under it, so that a signal to this script stops both.
"$@" <&0 &
command=$!
wait "$command"
