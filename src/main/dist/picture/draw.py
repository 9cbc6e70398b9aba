"""Draws the README's picture of a terminal from a real run: python3 src/main/dist/picture/draw.py

Runs the built program's commands below in a terminal of its own, 88 columns wide, and writes what stood there at the end
to terminal.svg beside this file."""
import html
import os
import pty
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[3]
COMMANDS = ['realtime-cli --local samples/gettysburg.wav',
            'realtime-cli --local -v samples/gettysburg.wav 2>&1 | grep -v append | head',
            'realtime-cli batch --local --transcribe samples -o RUN',
            'ls RUN']
WIDTH, LINE, CHARACTER, EDGE = 88, 19, 8.43, 18
INK = {'0': '#d6deeb', '1': '#ffffff', '2': '#8a96a8', '31': '#ff7b72', '32': '#7ee787', '33': '#e3b341', '36': '#79c0ff'}


def run(command, environment):
    """What a terminal shows of a command."""
    screen, theirs = pty.openpty()
    subprocess.run(['stty', 'cols', str(WIDTH), 'rows', '40'], stdin=theirs, check=True)
    process = subprocess.Popen(['sh', '-c', command], cwd=PROJECT, env=environment, stdin=theirs, stdout=theirs,
                               stderr=theirs, start_new_session=True)
    os.close(theirs)
    said = b''
    try:
        while some := os.read(screen, 65536):
            said += some
    except OSError:
        pass  # the last one has closed it
    os.close(screen)
    if process.wait():
        raise SystemExit(f'{command}: {said.decode()}')
    return said.decode()


def lines(said):
    """A line that was drawn anew shows its last state only."""
    for line in said.replace('\r\n', '\n').rstrip('\n').split('\n'):
        yield re.split(r'\r|\x1b\[2K', line)[-1]


def spans(line):
    """The line's pieces, each in its ink."""
    ink = INK['0']
    for piece in re.split(r'(\x1b\[[0-9;]*[A-Za-z])', line):
        if piece.startswith('\x1b'):
            codes = [code for code in piece[2:-1].split(';') if code in INK]
            ink = INK[codes[-1]] if codes else INK['0']
        elif piece:
            yield f'<tspan fill="{ink}">{html.escape(piece)}</tspan>'


def main():
    links = tempfile.mkdtemp()
    (Path(links) / 'realtime-cli').symlink_to(PROJECT / 'target/realtime-cli/bin/realtime-cli')
    environment = {'PATH': f'{links}:{os.environ["PATH"]}', 'TERM': 'xterm-256color', 'LANG': 'C.UTF-8',
                   'ALSA_CONFIG_PATH': str(Path(links) / 'silent')}
    (Path(links) / 'silent').write_text('pcm.!default { type null }\nctl.!default { type null }\n')
    shutil.rmtree(PROJECT / 'RUN', ignore_errors=True)
    rows = []
    try:
        for command in COMMANDS:
            rows.append(f'<tspan fill="{INK["32"]}">$</tspan> <tspan fill="{INK["1"]}">{html.escape(command)}</tspan>')
            rows += [''.join(spans(line[:400])) for line in lines(run(command, environment))] + ['']
    finally:
        shutil.rmtree(PROJECT / 'RUN', ignore_errors=True)
        shutil.rmtree(links)
    rows.pop()
    height = 2 * EDGE + LINE * len(rows)
    text = '\n'.join(f'<text x="{EDGE}" y="{EDGE + LINE * i + 14}" xml:space="preserve">{row}</text>'
                     for i, row in enumerate(rows))
    (HERE / 'terminal.svg').write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{round(2 * EDGE + WIDTH * CHARACTER)}" height="{height}" '
        f'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#0d1420"/>\n{text}\n</svg>\n', encoding='utf-8')


main()
