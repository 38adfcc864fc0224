#!/usr/bin/env bash
# Wall time of "make run" in a clean clone until the first page answers, of a second start, and of "make test".
# What is committed is measured; system packages already here are not installed again.
set -euo pipefail

root=$(realpath "$(dirname "$0")/..")
folder=$(mktemp -d -t sovet-start-up.XXXXXX)
log=$folder/log
server=
finish() {
    [[ -z $server ]] || kill -TERM -- "-$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 143' INT TERM

git clone -q "$root" "$folder/clone"
cd "$folder/clone"
export PIP_NO_CACHE_DIR=1 PORT
PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

elapsed() { python3 -c 'import sys, time; print(f"{time.time() - float(sys.argv[1]):.1f} s")' "$1"; }

until_first_page() {
    local started
    started=$(date +%s.%N)
    setsid make run >"$log" 2>&1 & # a group of its own, so that the server goes with its make
    server=$!
    until python3 -c 'import sys, urllib.request as u; u.urlopen(f"http://127.0.0.1:{sys.argv[1]}/")' "$PORT" 2>/dev/null; do
        kill -0 "$server" 2>/dev/null || { cat "$log" >&2 && exit 1; }
        sleep 0.2
    done
    echo "make run, $1: $(elapsed "$started")"
    kill -TERM -- "-$server"
    wait "$server" || true
    server=
}

until_first_page "clean clone"
until_first_page "second start"

started=$(date +%s.%N)
make setup >"$log" 2>&1 || { cat "$log" >&2 && exit 1; }
echo "make setup after it (packages for tests): $(elapsed "$started")"

started=$(date +%s.%N)
status=0
make test >"$log" 2>&1 || status=$?
tail -n 1 "$log"
echo "make test: $(elapsed "$started")"
exit "$status"
