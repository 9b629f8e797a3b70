#!/usr/bin/env bash
# Every figure of the demonstration is the same on SQLite and on PostgreSQL.
set -euo pipefail
longstone=$(cd "$(dirname "$0")/../.." && pwd)/build/release/longstone
postgres=$(cd "$(dirname "$0")/.." && pwd)/postgres.sh

# Both are told up to the same hour, also when one begins in the next.
LONGSTONE_DEMO_NOW=${LONGSTONE_DEMO_NOW:-$(date -u +%Y-%m-%dT%H:00:00Z)}
export LONGSTONE_DEMO_NOW

# With FOLDER: fills it, beside the server that stands ready, and writes the figures there.
if [ $# -eq 1 ]; then
  "$longstone" --data "$1" --database "$LONGSTONE_TEST_POSTGRES" demo --only present >/dev/null
  "$longstone" --data "$1" --database "$LONGSTONE_TEST_POSTGRES" --json measure run >"$1.json"
  exit
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$longstone" --data "$folder/sqlite" demo --only present >/dev/null
"$longstone" --data "$folder/sqlite" --json measure run >"$folder/sqlite.json"
"$postgres" "$0" "$folder/postgres"
if [ ! -s "$folder/sqlite.json" ] || ! diff "$folder/sqlite.json" "$folder/postgres.json"; then
  echo "0 passed, 1 failed"
  exit 1
fi
echo "1 passed, 0 failed"
