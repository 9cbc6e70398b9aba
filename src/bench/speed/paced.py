"""Conversations at the pace of speech: how punctual the sender is, and what each more of them costs."""
import json
import subprocess
from statistics import median
from rounds import figures, paired, show

FEW, MANY = 50, 200
# of 5 to 10 s
LENGTHS = [5 + half / 2 for half in range(11)]
LATEST_MS = 20
MOST_MORE_THREADS = 15
MOST_KB_EACH = 1024


class Serve:
    """The program's own server, in a process of its own: it echoes."""

    def __init__(self, lab):
        self.process = subprocess.Popen([lab.program, 'serve'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait(10)


def paced(lab, far_end, rounds, short):
    """At the pace of speech: lateness of the frames, and memory, threads and CPU time of a conversation more."""
    server = Serve(lab)
    try:
        variants = {}
        for count in (FEW, MANY):
            files = lab.copies(f'paced-{count}', count, LENGTHS)
            variants[f'Node ws, {count}'] = ['node', lab.node / 'paced.mjs', server.url, *files], {}
            variants[f'realtime-cli, {count}'] = [lab.program, 'batch', '-q', '--json', '--fresh', '-j', count, '--pace',
                                                  'realtime', '--url', server.url, '-o', lab.scratch / f'paced-run-{count}',
                                                  files[0].parent], {}
        trials = paired(variants, 1 if short else min(rounds, 5), count_threads=True, warm_up=0 if short else 1)
    finally:
        server.close()
    print(f'\n{FEW} and {MANY} conversations of 5 to 10 s each way, at the pace of speech, in frames of 40 ms')
    rows = [['', 'late ms: p50', 'p99', "worst one's p99", 'latest frame', 'CPU s each', 'RSS MB', 'threads']]
    for (who, count), own in by_size(trials).items():
        rows.append([f'{who}, {count}', *(f'{median(late(trial, *which) for trial in own):.2f}' for which in
                                          (('p50', 'p50'), ('p99', 'p50'), ('p99', 'max'), ('max', 'max'))),
                     f'{median(figures(own, "cpu")) / 1e3 / count:.3f}', f'{median(figures(own, "rss")):.0f}',
                     f'{max(figures(own, "threads"))}'])
    show(rows)
    each = {who: (median(figures(trials[f'{who}, {MANY}'], 'rss')) - median(figures(trials[f'{who}, {FEW}'], 'rss')))
            / (MANY - FEW) * 1024 for who in ('Node ws', 'realtime-cli')}
    print('a conversation more: ' + ', '.join(f'{who} {kb:.0f} KB' for who, kb in each.items()))
    return missed(trials, each['realtime-cli'], short)


def missed(trials, kb_each, short):
    few, many = (trials[f'realtime-cli, {count}'] for count in (FEW, MANY))
    complaints = []
    if max(figures(many, 'threads')) > max(figures(few, 'threads')) + MOST_MORE_THREADS:
        complaints.append(f'{FEW} conversations need {max(figures(few, "threads"))} threads, '
                          f'{MANY} need {max(figures(many, "threads"))}')
    if kb_each > MOST_KB_EACH:
        complaints.append(f'a conversation more needs {kb_each:.0f} KB, more than {MOST_KB_EACH}')
    worst = median(late(trial, 'p99', 'max') for trial in many)
    if worst > LATEST_MS and not short:
        complaints.append(f"the worst conversation's frames are {worst:.1f} ms late at p99, more than {LATEST_MS}")
    return complaints


def late(trial, figure, of):
    """Of the lateness of a conversation's frames a figure; of the conversations the middle one or the worst."""
    return json.loads(trial.output)['pacing_ms'][figure][of]


def by_size(trials):
    return {(name.split(', ')[0], int(name.split(', ')[1])): own for name, own in trials.items()}
