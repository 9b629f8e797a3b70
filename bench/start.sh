#!/usr/bin/env bash
# From the command to the first page of a partnership with data in it, and the memory it rests in.
#   bench/start.sh [BINARY]
set -euo pipefail
binary=${1:-build/release/longstone}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$binary" --data "$folder/data" demo --only present >/dev/null
port=18431
start=$(date +%s%N)
"$binary" --data "$folder/data" serve --listen "127.0.0.1:$port" >/dev/null &
server=$!
until curl -sf -o /dev/null "http://127.0.0.1:$port/sign-in"; do
  kill -0 "$server" 2>/dev/null || { echo "the server did not start" >&2; exit 1; }
done
end=$(date +%s%N)
memory=$(awk '/VmRSS/ {print $2}' "/proc/$server/status")
echo "start to first page: $(( (end - start) / 1000000 )) ms (budget 1000); at rest: $(( memory / 1024 )) MB (budget 150)"
kill "$server"
wait "$server" || true
