# shellcheck shell=bash
# What the scripts here say of each thing that should be so, and a folder for them, $work, which its
# caller removes.
work=$(mktemp -d)
passed=0
failed=0

hold() { # hold "what should be so" command...
    if "${@:2}" >"$work/said" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $1"
    else
        failed=$((failed + 1))
        echo "FAILED  $1"
        head -20 "$work/said"
    fi
}

within() { # within SECONDS command...: until it holds
    local end=$((SECONDS + $1))
    until "${@:2}"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.2
    done
}

close_up() { # the counts, as the runner reads them
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
