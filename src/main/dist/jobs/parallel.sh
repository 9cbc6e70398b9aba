#!/bin/sh
# sh parallel.sh WAVS RUN [OPTION...]: a folder of recordings in several processes, by GNU parallel. Their parts go into one run,
# and the last one to end makes the reports of all. Run it again, and what has failed is asked again: parts that were
# answered whole are not even started.
#
# PARTS            processes on this machine (4); change it together with the name of RUN
# CONVERSATIONS    at once, of all parts together (16); the server's own limits are shared out by the program
set -eu

usage='usage: sh parallel.sh WAVS RUN [OPTION...]'
wavs=${1:?$usage}
run=${2:?$usage}
shift 2

parts=${PARTS:-4}
share=$((${CONVERSATIONS:-16} / parts))
mkdir -p "$run"

# Twenty seconds for the program to end what is under way, when it is told to stop.
seq "$parts" | exec parallel --quote --jobs "$parts" --line-buffer --tag --termseq TERM,20000,KILL,25 \
  --joblog "$run/parallel.log" --resume-failed \
  realtime-cli batch "$wavs" -o "$run" -j $((share > 1 ? share : 1)) --shard "{}/$parts" "$@"
