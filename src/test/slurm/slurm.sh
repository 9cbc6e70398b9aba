#!/usr/bin/env bash
# slurm.sh DISTRIBUTION: the job files of a distribution, carried out for real. A Slurm of its own, on loopback and in a folder of its
# own, gets the three commands of the README: an array of four parts, in each of which the JVM is killed in the middle of
# it, an array that goes on, and a merge. Then GNU parallel gets the same recordings and the same crashes. Both have to come
# to what one process comes to, and no answer that was recorded may have been asked for again. See check.py for what
# is compared, and with what left out.
#
# Needs root, a host name that is this machine's, and Debian's slurmctld, slurmd, slurm-client, munge, parallel, sox, shellcheck,
# python3-yaml. $SEED decides when the crashes come. Two minutes, or less.
set -euo pipefail
shopt -s nullglob

here=$(dirname "$(realpath "$0")")
distribution=$(realpath "$1")
jobs=$distribution/share/realtime-cli/jobs
export PROGRAM=$distribution/bin/realtime-cli
export SEED=${SEED:-$RANDOM}
python=/usr/bin/python3 # Debian's, as its yaml is
recordings=200
deadline=120

# where failures are told, whatever is redirected
exec 5>&2

fail() {
  echo "slurm.sh: $*" >&5
  exit 1
}

step() {
  printf -- '- %s s: %s\n' "$SECONDS" "$*"
}

[[ $EUID -eq 0 ]] || fail "only root can start a Slurm"
"$python" -c "import yaml" || fail "python3-yaml is not installed"
for tool in slurmctld slurmd sbatch munged parallel sox shellcheck "$python"; do
  command -v "$tool" > /dev/null || fail "$tool is not installed"
done
host=$(hostname -s)
getent hosts "$host" > /dev/null || fail "the host name $host leads nowhere: it belongs into /etc/hosts"

work=$(mktemp -d)
export SLURM_CONF=$work/slurm.conf
started=()

finish() {
  local code=$?
  trap - EXIT INT TERM
  trap '' PIPE
  set +e
  if ((code != 0)); then
    echo "slurm.sh: failed; what was said last:" >&5
    tail -n 15 "$work"/*.log "$work"/site/*.log >&5 2> /dev/null
  fi
  if [[ -S $work/munge.socket ]]; then
    scancel --quiet --user root 2> /dev/null
    for _ in {1..50}; do
      [[ -n $(squeue --noheader 2> /dev/null) ]] || break
      sleep 0.1
    done
  fi
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill "${started[i]}" 2> /dev/null
    timeout 10 tail -f /dev/null --pid "${started[i]}" || kill -KILL "${started[i]}" 2> /dev/null
  done
  wait
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# start NAME COMMAND...: in the background, until this script ends
start() {
  "${@:2}" > "$work/$1" 2>> "$work/$1.log" &
  started+=($!)
}

# await SECONDS COMMAND...: until it succeeds
await() {
  local end=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < end)) || fail "${*:2}: not within $1 seconds"
    sleep 0.1
  done
}

# asked: how often the server was asked since the chapter began
asked() {
  grep -c 'input_audio_buffer.commit .* sha256 ' "$work/serve.log"
}

# chapter NAME: what is asked is counted anew; crashes are kept apart from those of other chapters
chapter() {
  export CRASHES=$work/crashes-$1
  mkdir "$CRASHES"
  : > "$work/serve.log"
}

# documented COMMAND: runs a command that the README promises, and only that
documented() {
  grep -qxF -- "$1" "$here/../../../README.md" || fail "the README does not say: $1"
  eval "$1"
}

check() {
  "$python" "$here/check.py" "$@"
}

# ends_with CODE COMMAND...
ends_with() {
  local code=0
  "${@:2}" || code=$?
  ((code == $1)) || fail "${*:2}: ended with $code, not $1"
}

# speak WAVS: small recordings of all kinds, no two alike, and some that are none
speak() {
  local encodings=('-e unsigned-integer -b 8' '-e signed-integer -b 16' '-e signed-integer -b 24'
    '-e signed-integer -b 32' '-e floating-point -b 32' '-e floating-point -b 64' '-e mu-law' '-e a-law')
  local rates=(8000 11025 16000 22050 24000 32000 44100 48000 96000)
  local folders=(. de 'de/with blanks' 'zü') i
  mkdir -p "${folders[@]/#/$1/}"
  for ((i = 0; i < recordings - 6; i++)); do
    # shellcheck disable=SC2086 # options
    sox -R -n -r "${rates[i % 9]}" -c $((1 + i % 2)) ${encodings[i % 8]} "$1/${folders[i % 4]}/q$i.wav" \
      synth "0.$((15 + i % 60))" sine $((200 + 11 * i)) vol 0.4
  done
  : > "$1/de/empty.wav"
  echo "no sound at all" > "$1/text.wav"
  head -c 30 "$1/q0.wav" > "$1/de/cut.wav"
  head -c 44 "$1/q4.wav" > "$1/silent.wav"
  tail -c +5 "$1/q4.wav" > "$1/zü/headless.wav"
  ln -s nowhere.wav "$1/gone.wav"
}

step "the job files as a linter sees them"
shellcheck "$jobs"/*.sh "$here/slurm.sh" "$here/mortal"

step "$recordings recordings, seed $SEED"
site=$work/site
mkdir "$site" "$work/bin"
cd "$site"
speak wavs
cp "$jobs/slurm-array.sh" "$jobs/parallel.sh" .
ln -s "$here/mortal" "$work/bin/realtime-cli"

# -v tells the SHA-256 of all sound that an answer is asked for
start serve "$PROGRAM" serve -v
await 20 test -s "$work/serve"
url=$(< "$work/serve")
export OPENAI_BASE_URL=http${url#ws}
OPENAI_BASE_URL=${OPENAI_BASE_URL%/realtime}
unset OPENAI_API_KEY HTTP_PROXY http_proxy ALL_PROXY all_proxy
secret=sk-test-$SEED
export REALTIME_CLI_KEY_FILE=$work/key
(umask 077 && echo "$secret" > "$REALTIME_CLI_KEY_FILE")

step "one process"
ends_with 8 "$PROGRAM" batch wavs -o one -j 8 --api-key-file "$REALTIME_CLI_KEY_FILE" > "$work/one.log" 2>&1
[[ $(wc -l < one/results.jsonl) -eq $recordings ]] || fail "one process did not leave $recordings rows"
[[ $(grep -c '"outcome":"answered"' one/results.jsonl) -eq $((recordings - 6)) ]] || fail "one process was not answered"
[[ $(asked) -eq $((recordings - 6)) ]] || fail "one process asked $(asked) times"

step "a Slurm"
chmod 755 "$work"
mkdir "$work/state" "$work/spool"
read -r control node < <("$python" -c 'import socket
both = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(one.getsockname()[1] for one in both))')
sed -e "s|@WORK@|$work|; s|@HOST@|$host|g; s|@CONTROL_PORT@|$control|; s|@NODE_PORT@|$node|" "$here/slurm.conf" > "$SLURM_CONF"
[[ -e /sys/fs/cgroup/cgroup.controllers ]] && cgroup=cgroup/v2 || cgroup=cgroup/v1
sed "s|@CGROUP@|$cgroup|" "$here/cgroup.conf" > "$work/cgroup.conf"
(umask 077 && head -c 1024 /dev/urandom > "$work/munge.key")
start munged munged --foreground --socket "$work/munge.socket" --key-file "$work/munge.key" \
  --pid-file "$work/munged.pid" --log-file "$work/munge.log" --seed-file "$work/munge.seed"
await 10 test -S "$work/munge.socket"
start slurmctld slurmctld -D
start slurmd slurmd -D
is_up() { sinfo --noheader --format %t 2> /dev/null | grep -q idle; }
await 30 is_up

# survived RUN CRASH...: what each crash has left is in the run as it was; says how much that is
survived() {
  local answered=0 left
  for left in "${@:2}"; do
    answered=$((answered + $(check kept "$1" "$left" "$work/serve.log")))
  done
  echo "$answered"
}

step "an array of four that are killed, another that goes on, and a merge"
chapter array
PATH=$work/bin:$PATH
again=
# shellcheck disable=SC2016 # the variables are those of the commands
{
  documented 'first=$(sbatch --parsable slurm-array.sh wavs run)'
  documented 'again=$(sbatch --parsable --dependency=afterany:$first slurm-array.sh wavs run)'
  documented "sbatch --dependency=afterany:\$again --wrap 'realtime-cli report run/part-* -o run/all'"
}
are_done() {
  local left
  left=$(squeue --noheader) && [[ -z $left ]]
}
await "$deadline" are_done
killed=("$CRASHES"/*.left)
[[ ${#killed[@]} -eq 4 ]] || fail "${#killed[@]} parts were killed, not 4"
check same one run/all
for words in "$CRASHES"/*.words; do
  grep -qxF -- "--api-key-file $REALTIME_CLI_KEY_FILE" "$words" || fail "a part got no key: $(xargs < "$words")"
done
answered=$(survived run/all "${killed[@]}")
skipped=$(grep -ohE '^skipped: [0-9]+' realtime-cli-"$again"_*.log | awk '{sum += $2} END {print sum}')
[[ $skipped -eq $answered ]] || fail "$answered were answered before the crashes, but $skipped were skipped"
echo "  4 parts killed; $answered answers were recorded by then, and none of them was asked for again;" \
  "$(($(asked) - (recordings - 6))) that were lost were asked for again"

step "an array that is cancelled"
chapter cancelled
cancelled=$(PATH=$distribution/bin:$PATH sbatch --parsable slurm-array.sh wavs cancelled)
have_begun() { [[ $(find cancelled/part-*/ -maxdepth 0 2> /dev/null | wc -l) -eq 4 && $(asked) -gt 20 ]]; }
await 30 have_begun
scancel "$cancelled"
await 30 are_done
for log in realtime-cli-"$cancelled"_*.log; do
  grep -qE '^error: interrupted; [0-9]+ items were not asked$' "$log" || fail "a cancelled part did not end in order: $(< "$log")"
done
[[ -z $(find cancelled -name '.*.part') ]] || fail "a cancelled part left half of a file"

step "what the order of the parts and their number change: nothing"
ends_with 8 "$PROGRAM" report run/part-{3,1,4,2}-of-4 -o run/otherwise > "$work/report.log"
diff -r run/all run/otherwise
check divide one run divided
ends_with 8 "$PROGRAM" report divided/part-* --wavs wavs -o merged > "$work/report.log"
diff -r -x '.*' one merged

step "GNU parallel, killed and told to go on"
grep -qxF 'sh parallel.sh wavs run' "$here/../../../README.md" || fail "the README does not say how parallel.sh is started"
chapter parallel
export OPENAI_API_KEY=$secret
ends_with 4 sh parallel.sh wavs together > "$work/parallel.log" 2>&1
killed=("$CRASHES"/*.left)
[[ ${#killed[@]} -eq 4 ]] || fail "${#killed[@]} processes were killed, not 4"
# a part with a recording that is none ends with 8 each time, the others are done now
failing=$(grep -lE '"outcome":"unreadable"' run/part-*/results.jsonl | wc -l)
ends_with "$failing" sh parallel.sh wavs together > "$work/parallel.log" 2>&1
check same one together
survived together "${killed[@]}" > /dev/null
ends_with "$failing" sh parallel.sh wavs together > "$work/parallel-again.log" 2>&1
[[ $(wc -l < together/parallel.log) -eq $((1 + 4 + 4 + failing)) ]] || fail "parallel.sh started other parts than the failed ones"
check same one together > /dev/null
echo "  4 processes killed; none of their answers was asked for again; a third time nothing was"

step "the containers of Kubernetes and AWS Batch"
PATH=$distribution/bin:$PATH
mkdir -p data/wavs
cp wavs/q{0,4,8,12,16,20,24,28}.wav wavs/text.wav data/wavs
"$python" "$here/containers.py" "$jobs" "$site/data" 2> "$work/containers.log"

step "the key"
if grep -rqF "$secret" "$site" "$work/state" "$work/spool"; then
  fail "the key is in $(grep -rlF "$secret" "$site" "$work/state" "$work/spool" | head -n 3)"
fi

step "all equal"
