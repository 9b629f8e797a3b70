#!/usr/bin/env bash
# Every figure of the demonstration is the same on SQLite and on PostgreSQL.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

figures() {  # NAME [OPTIONS…]
  local name=$1
  shift
  "$here/build/release/longstone" --data "$folder/$name" "$@" demo >/dev/null
  "$here/build/release/longstone" --data "$folder/$name" "$@" --json measure run >"$folder/$name.json"
}
export -f figures
export here folder

figures sqlite
# shellcheck disable=SC2016  # the address is known only beside the server
"$here/tests/postgres.sh" bash -c 'figures postgres --database "$LONGSTONE_TEST_POSTGRES"'
if ! [ -s "$folder/sqlite.json" ] || ! diff "$folder/sqlite.json" "$folder/postgres.json"; then
  echo "0 passed, 1 failed"
  exit 1
fi
echo "1 passed, 0 failed"
