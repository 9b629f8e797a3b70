#!/bin/bash
# The README's first command, as a newcomer gives it: it builds, fills a demonstration, says who can
# sign in and serves it.
# Usage: tests/integration/demo.sh
set -u
cd "$(dirname "$0")/../.." || exit 2
# shellcheck source=tests/integration/holding.sh
. tests/integration/holding.sh

./dev demo 127.0.0.1:0 "$work/demo" >"$work/told" 2>&1 &
demo=$!
trap 'kill "$demo" 2>/dev/null; wait "$demo" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

serves_or_ended() { grep -q 'on http://' "$work/told" || ! kill -0 "$demo" 2>/dev/null; }
within 900 serves_or_ended
origin=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/told" | tail -1)
sign_in() { curl -fsS --noproxy '*' "$origin/sign-in" >"$work/page"; }
can_sign_in() { grep -q 'ruth.charlton' "$work/told" || { tail -20 "$work/told"; return 1; }; }

hold "it says who can sign in" can_sign_in
hold "it serves what it filled" sign_in
hold "with the page to sign in at" grep -q 'name="password"' "$work/page"
close_up
