"""Measures the installed program beside three Node clients of the same server: python3 src/bench/speed [--help]

  seed    the way of the Node program that realtime-cli descends from: the whole file in one message
  raw ws  the least that a Node program has to do
  SDK     the vendor's client (TLS only)

Every table gives medians, and behind them the median ratio of a round to that round's first row with its quartiles.
`first` is the time from the start of the process to the first byte of audio at the server, a process of its own."""
import argparse
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parent))
import tables
from lab import Lab, FarEnd, PROJECT
from trial import Failed


def main():
    names = list(tables.ALL)
    options = argparse.ArgumentParser(prog='python3 src/bench/speed', description=__doc__,
                                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--rounds', type=int, default=11, help='rounds of a table, behind two that do not count')
    options.add_argument('--short', action='store_true',
                         help='two minutes at most; ends with 1 when a figure that is not noisy misses its goal')
    options.add_argument('--only', default=','.join(names), metavar='TABLES', help=', '.join(names))
    options.add_argument('--distribution', type=Path, default=PROJECT / 'target/realtime-cli')
    chosen = options.parse_args()
    rounds = 2 if chosen.short else chosen.rounds
    lab = Lab(chosen.distribution.resolve())
    far_end = FarEnd(lab)
    complaints = []
    try:
        for name in chosen.only.split(','):
            complaints += tables.ALL[name](lab, far_end, rounds, chosen.short) or []
    except Failed as failure:
        complaints.append(str(failure))
    finally:
        far_end.close()
    for complaint in complaints:
        print('MISSED:', complaint, file=sys.stderr)
    sys.exit(1 if complaints else 0)


main()
