#!/usr/bin/env bash
# judge.sh PROGRAM: what others think of our wire. The vendor's Python package, in an environment of its own, judges the
# golden events, talks to PROGRAM's server as a client, and is the model of a server that PROGRAM has to talk to.
# Needs Python 3.9 or newer with venv, and PyPI.
set -euo pipefail

program=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
servers=()
trap 'for server in "${servers[@]}"; do kill "$server" 2> /dev/null || true; done; rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
python=$work/venv/bin/python
"$python" -m pip install -q --disable-pip-version-check --retries 1 \
  'openai==3.22.1' 'websockets==15.0.1' 'pydantic==2.13.5'

# start NAME COMMAND...: runs a server and waits for the URL that it prints; $url holds that, $! its process
start() {
  "${@:2}" > "$work/$1" &
  servers+=($!)
  local patience=300
  until [[ -s $work/$1 ]]; do
    kill -0 "$!" && ((patience-- > 0)) || { echo "$1 did not start"; return 1; }
    sleep 0.1
  done
  url=$(< "$work/$1")
}

echo "- the golden events"
"$python" src/judge/python/goldens.py src/test/resources/golden/ga

echo "- the vendor's client at our server"
start fast "$program" serve
fast=$url
start paced "$program" serve --pace realtime
"$python" src/judge/python/drive.py "$fast" "$url"

echo "- our client at a server of the vendor's model"
start other "$python" src/judge/python/server.py
"$python" src/judge/python/ask.py "$program" "$url" samples/questions/capital.wav
kill "$!"
wait "$!"
