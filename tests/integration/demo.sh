#!/bin/bash
# The README's first command, as a newcomer gives it: it builds, fills a demonstration, says who can
# sign in and serves it.
# Usage: tests/integration/demo.sh
set -u
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d)
port=$((20000 + RANDOM % 20000))
passed=0
failed=0

./dev demo "127.0.0.1:$port" "$work/demo" >"$work/said" 2>&1 &
demo=$!
trap 'kill "$demo" 2>/dev/null; wait "$demo" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

hold() { # hold "what should be so" command...
    if "${@:2}"; then
        passed=$((passed + 1))
        echo "ok      $1"
    else
        failed=$((failed + 1))
        echo "FAILED  $1"
        tail -20 "$work/said"
    fi
}

answers() {
    curl -fsS -o "$work/page" "http://127.0.0.1:$port/sign-in" 2>/dev/null
}

served() { # until it answers, or has ended
    local end=$((SECONDS + 900))
    until answers; do
        kill -0 "$demo" 2>/dev/null || return 1
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.5
    done
}

hold "./dev demo serves what it filled" served
hold "it says who can sign in" grep -q "ruth.charlton" "$work/said"
hold "its page is the one to sign in at" grep -q 'name="password"' "$work/page"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
