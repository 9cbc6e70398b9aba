#!/bin/bash
#SBATCH --job-name=realtime-cli
#SBATCH --array=1-4
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=04:00:00
#SBATCH --signal=B:TERM@60
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x-%A_%a.log

# sbatch [--array=1-N] slurm-array.sh WAVS RUN [OPTION...]: a folder of recordings, a part for each task of an array.
# WAVS and RUN lie on a disk that all nodes share; each part is a run of its own below RUN.
#
#   first=$(sbatch --parsable slurm-array.sh wavs run)
#   again=$(sbatch --parsable --dependency=afterany:$first slurm-array.sh wavs run)
#   sbatch --dependency=afterany:$again --wrap 'realtime-cli report run/part-* -o run/all'
#
# The second array asks what the first one could not: what a crash, a lost node or the time limit has left over. It costs
# nothing where nothing is left over. A minute before the time limit (--signal) and at scancel the program hears SIGTERM:
# it ends what is under way as well as it can, and exits. The third job brings all parts together, answered or not.
# Submit all tasks, not some of them: how many there are decides which recordings are whose.
#
# CONVERSATIONS            at once, of all tasks together (16); the server's own limits are shared out by the program
# REALTIME_CLI_KEY_FILE    a file that only you can read (~/.config/realtime-cli/key); without it OPENAI_API_KEY of the
#                          environment, which Slurm keeps with the job
# PATH                     finds realtime-cli on the nodes
set -euo pipefail

usage='usage: sbatch slurm-array.sh WAVS RUN [OPTION...]'
wavs=${1:?$usage}
run=${2:?$usage}
shift 2

share=$((${CONVERSATIONS:-16} / SLURM_ARRAY_TASK_COUNT))
part=$run/part-$SLURM_ARRAY_TASK_ID-of-$SLURM_ARRAY_TASK_COUNT
key=${REALTIME_CLI_KEY_FILE-$HOME/.config/realtime-cli/key}
if [[ -r $key ]]; then
  set -- --api-key-file "$key" "$@"
fi

# A JVM sizes itself by the memory of the node, not by that of the job.
export REALTIME_CLI_JAVA_OPTS=${REALTIME_CLI_JAVA_OPTS--Xmx512m}

# The program takes the place of this shell, so that Slurm's signals are for it.
exec realtime-cli batch "$wavs" -o "$part" -j $((share > 1 ? share : 1)) "$@"
