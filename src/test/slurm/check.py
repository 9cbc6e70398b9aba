"""What a run of several parts has to have in common with a run of one process over the same recordings.

check.py same ONE OTHER          the same results, but for what is measured or drawn by lot (MEASURED below)
check.py kept RUN LEFT LOG       what LEFT, the run at a crash, had recorded as answered is in RUN as it was, and was asked
                                 for once, as LOG says, that of serve -v
check.py divide ONE RUN INTO     ONE's own results, divided into parts as RUN's parts are
"""
import collections
import csv
import hashlib
import json
import pathlib
import re
import shutil
import sys
import wave

# All that may differ between two runs over the same recordings: names that the server draws by lot, and time. Everything
# else has to be equal: words, digests, encodings, sizes, events, tokens, dollars, attempts, settings, errors.
MEASURED = ['session_id', 'response_id', 'latency_ms']
# A moment each in a table, a total in the summary, seconds in JUnit's file.
MEASURED_COLUMN = re.compile('|'.join(MEASURED) + '_.*')
MEASURED_TIME = re.compile(r' time="[\d.]+" *')


def rows(run):
    """An item's row by its place in the run."""
    found = {str(file.relative_to(run)): file for file in run.rglob('*.json')
             if not file.name.startswith('.') and file != run / 'summary.json'}
    assert found, f'{run} holds no rows'
    return found


def unmeasured(text):
    row = json.loads(text)
    return {name: value for name, value in row.items() if name not in MEASURED}


def table(run):
    with open(run / 'results.csv', newline='', encoding='utf-8') as file:
        return [{column: cell for column, cell in row.items() if not MEASURED_COLUMN.fullmatch(column)}
                for row in csv.DictReader(file)]


def junit(run):
    return MEASURED_TIME.sub('', (run / 'junit.xml').read_text('utf-8'))


def equal(what, one, other):
    assert one == other, f'{what} differ:\n{one}\n{other}'


def same(one, other):
    ours, theirs = rows(one), rows(other)
    equal('the names of the rows', sorted(ours), sorted(theirs))
    answers = 0
    for name, file in ours.items():
        equal(name, unmeasured(file.read_text('utf-8')), unmeasured(theirs[name].read_text('utf-8')))
    for kind in ('reply', 'partial'):
        names = [sorted(str(file.relative_to(run)) for file in run.rglob(f'*.{kind}.wav')) for run in (one, other)]
        equal(f'the names of *.{kind}.wav', *names)
        for name in names[0]:
            equal(name, (one / name).read_bytes(), (other / name).read_bytes())
            answers += 1
    lines = [[unmeasured(line) for line in (run / 'results.jsonl').read_text('utf-8').splitlines()] for run in (one, other)]
    equal('results.jsonl', *lines)
    equal('the numbers of rows', len(ours), len(lines[0]))
    equal('results.csv', table(one), table(other))
    equal('junit.xml', junit(one), junit(other))
    equal('summary.json', *(unmeasured((run / 'summary.json').read_text('utf-8')) for run in (one, other)))
    assert (other / 'report.html').stat().st_size > 10_000
    half_written = list(other.rglob('.*.part'))
    assert not half_written, half_written
    print(f'{len(ours)} rows and {answers} answers are those of one process')


def sound(wav):
    """SHA-256 of the samples, which the server has sent back as it got them."""
    with wave.open(str(wav)) as file:
        return hashlib.sha256(file.readframes(file.getnframes())).hexdigest()


def kept(run, left, log):
    times = collections.Counter(re.findall(r'(?m) input_audio_buffer\.commit .* sha256 (\w{64})$', log.read_text()))
    answered = 0
    for name, file in rows(left).items():
        if json.loads(file.read_text('utf-8'))['outcome'] != 'answered':
            continue
        answered += 1
        equal(name, file.read_bytes(), (run / name).read_bytes())
        digest = sound(run / name.replace('.json', '.reply.wav'))
        equal(f'how often {name} was asked', times[digest], 1)
    digests = [sound(wav) for wav in run.rglob('*.reply.wav')]
    equal('the numbers of different recordings', len(set(digests)), len(digests))
    assert answered, f'{left} had no answer yet'
    for digest in digests:
        assert 1 <= times[digest] <= 2, f'{digest} was asked {times[digest]} times'
    print(answered)


def divide(one, run, into):
    for part in run.glob('part-*'):
        for name in rows(part):
            for file in (name, name.replace('.json', '.reply.wav')):
                if (one / file).exists():
                    (into / part.name / file).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(one / file, into / part.name / file)


{'same': same, 'kept': kept, 'divide': divide}[sys.argv[1]](*map(pathlib.Path, sys.argv[2:]))
