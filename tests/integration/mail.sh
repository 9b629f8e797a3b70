#!/bin/bash
# Mail as a real mail server meets it: put off once and tried again, then delivered; with a
# reference and a link, and not one word about anybody.
# Usage: LONGSTONE=build/release/longstone tests/integration/mail.sh
set -u
cd "$(dirname "$0")/../.." || exit 2
python=${PYTHON:-/usr/bin/python3} # where Debian puts aiosmtpd
program=${LONGSTONE:-build/release/longstone}
# shellcheck source=tests/integration/holding.sh
. tests/integration/holding.sh
mail="$work/mail"
data="$work/data"
mkdir "$mail"
started=()

finish() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null; done
    for pid in "${started[@]}"; do wait "$pid" 2>/dev/null; done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

longstone() { "$program" --data "$data" --json "$@"; }
member() { "$python" -c 'import json,sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
# What waits becomes due, in place of waiting for it.
due_now() {
    "$python" - "$data" <<'PYTHON'
import glob, sqlite3, sys
for file in glob.glob(sys.argv[1] + "/*.db") + glob.glob(sys.argv[1] + "/*.sqlite*"):
    if file.endswith(("-wal", "-shm")):
        continue
    with sqlite3.connect(file, timeout=20) as db:
        db.execute("update outbox set next_try_at = 0 where sent_at is null")
PYTHON
}
mails() { cat "$mail"/*.eml 2>/dev/null; }
to_both() { mails | grep -q '^To: .*police-hub@' && mails | grep -q '^To: .*nhcft-safeguarding@'; }
says() { mails | tr -d '\r' | grep -qF -- "$1"; }
is_silent_about() { ! mails | grep -qiF -- "$1"; }
call() { # call METHOD PATH JSON
    curl -sS --fail-with-body --noproxy '*' -X "$1" -H "Authorization: Bearer $token" \
        -H 'Content-Type: application/json' --data "$3" "$origin/api/v1$2"
}

"$python" tests/integration/mail_server.py "$mail" &
started+=($!)
within 10 test -s "$mail/port" || { echo "The mail server did not start"; exit 1; }

longstone user add mail.manager --shown "Mail Tester" --post la-csc/hub-manager >/dev/null || exit 1
token=$(longstone token create --user mail.manager | member token) || exit 1
"$program" --data "$data" serve --listen 127.0.0.1:0 --base-url https://longstone.example.org \
    --smtp "smtp://127.0.0.1:$(cat "$mail/port")" >"$work/serve" 2>&1 &
started+=($!)
within 20 grep -q 'on http://' "$work/serve" || { cat "$work/serve"; exit 1; }
origin=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/serve" | head -1)

answers=$("$python" tests/integration/enquiry_answers.py)
opened=$(call POST /records "{\"pathway\": \"child-mash\", \"people\": [{\"role\": \"subject\",
  \"new\": {\"given_name\": \"Quenby\", \"family_name\": \"Vanterpool\",
  \"birth_date\": \"2019-03-03\"}},
  {\"role\": \"father\", \"new\": {\"given_name\": \"Tom\", \"family_name\": \"Sample\"}},
  {\"role\": \"man-in-household\", \"new\": {\"given_name\": \"Kit\",
  \"family_name\": \"Instance\"}}], \"answers\": $answers}") || { echo "$opened"; exit 1; }
ref=$(echo "$opened" | member ref)
call POST "/records/$ref/moves" '{"to": "family"}' >/dev/null
call POST "/records/$ref/moves" "{\"to\": \"checks\", \"answers\": \
$("$python" tests/integration/enquiry_answers.py mash-family)}" >/dev/null
hold "two agencies are asked" call POST "/records/$ref/requests" \
    '{"request": "partner-check", "agencies": ["police", "nhcft"], "words": "About Vanterpool?"}'
hold "the first message is put off by the server" within 30 test -s "$mail/put-off"
due_now
hold "it is tried again and both agencies have their mail" within 30 to_both
hold "the reference is in it" says "$ref"
hold "a link to the record is in it" says "https://longstone.example.org/records/$ref"
hold "neither the child's name" is_silent_about Vanterpool
hold "nor her first name is in it" is_silent_about Quenby
hold "nor what is asked" is_silent_about "About "
close_up
