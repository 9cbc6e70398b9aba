"""The tables, each with what of it must hold on any machine."""
import json
import os
import statistics
from events import events
from paced import paced
from rounds import figures, paired, table

KEY = {'OPENAI_API_KEY': 'sk-bench'}
MB_FOR_LONG = 20
WHOLE_BATCH = 'realtime-cli batch -j 1000'
COLUMNS = {'first': 'first ms', 'wall': 'wall ms', 'cpu': 'CPU ms', 'rss': 'RSS MB'}


def node(lab, script, url, file, **environment):
    return ['node', lab.node / script, url, file], {**KEY, **environment}


def ours(lab, url, file, *options, **environment):
    return [lab.program, '--url', url, *(options or ['--mute']), file], {**KEY, **environment}


def jvm(lab, name, *words):
    """Options for the launcher, which would split paths at their blanks."""
    file = lab.scratch / f'{name}.options'
    file.write_text('\n'.join('"' + str(word).replace('\\', '\\\\') + '"' for word in words))
    return {'REALTIME_CLI_JAVA_OPTS': f'@{file}'}


def start(lab, far_end, rounds, short):
    """What a process costs that does nothing."""
    variants = {'node -e 0': (['node', '-e', '0'], {}), 'realtime-cli --version': ([lab.program, '--version'], {}),
                'realtime-cli --help': ([lab.program, '--help'], {})}
    table('Nothing to do', paired(variants, rounds), 'node -e 0', {'wall': 'wall ms', 'cpu': 'CPU ms', 'rss': 'RSS MB'})
    try:
        paired({'': ([lab.program, '--version'], {'REALTIME_CLI_JAVA_OPTS': '-XX:AOTMode=on'})}, 0)
    except Exception as refused:
        return [f'the class cache is not used: {refused}']


def brief(lab, far_end, rounds, short):
    """A short question over a plain socket."""
    url, file = far_end.url('ws', 5), lab.recording(17.6)
    (lab.scratch / 'null.conf').write_text('pcm.!default { type null }\nctl.!default { type null }\n')
    variants = {'seed': node(lab, 'seed.mjs', url, file), 'raw ws': node(lab, 'raw.mjs', url, file),
                'realtime-cli': ours(lab, url, file),
                'realtime-cli, 22.05 kHz': ours(lab, url, lab.recording(17.6, 22050)),
                'realtime-cli, played': ours(lab, url, file, '-q', ALSA_CONFIG_PATH=str(lab.scratch / 'null.conf'))}
    table('17.6 s up, 5 s down, ws', paired(variants, rounds, far_end), 'seed', COLUMNS)


def long(lab, far_end, rounds, short):
    """Ten minutes up and down over a plain socket: memory must not follow the file."""
    url, file = far_end.url('ws', 600), lab.recording(600)
    command, environment = node(lab, 'seed.mjs', url, file)
    variants = {'seed': (command, environment), 'seed, Buffer': ([*command, 'buffer'], environment),
                'raw ws': node(lab, 'raw.mjs', url, file), 'realtime-cli': ours(lab, url, file)}
    trials = paired(variants, rounds, far_end)
    table('10 minutes up and down, ws', trials, 'seed', COLUMNS)
    little = paired({'': ours(lab, far_end.url('ws', 5), lab.recording(17.6))}, 1, far_end)['']
    grown = min(figures(trials['realtime-cli'], 'rss')) - min(figures(little, 'rss'))
    if grown > MB_FOR_LONG:
        return [f'the long run needs {grown:.0f} MB more than the short one']


def tls(lab, far_end, rounds, short):
    """A short question through TLS, near and 30 ms away, and ten minutes near; ours also where the JDK has to speak TLS, as
    BoringSSL's library is not there."""
    trusting = jvm(lab, 'trusting', f'-Djavax.net.ssl.trustStore={lab.anchors}')
    # to be seen by the launcher, not in the file: it takes another class cache then
    without_library = {key: f'{value} -Djava.library.path=/nowhere' for key, value in trusting.items()}
    extra = {'NODE_EXTRA_CA_CERTS': str(lab.authority)}
    for title, way, seconds, up, clients in (
            ('17.6 s up, 5 s down, wss', 'wss', 5, 17.6, ('seed', 'raw', 'sdk')),
            ('17.6 s up, 5 s down, wss, 30 ms round trip', 'wss far', 5, 17.6, ('seed', 'raw', 'sdk')),
            ('10 minutes up and down, wss', 'wss', 600, 600, ('seed', 'raw'))):
        if short and way == 'wss' and seconds == 5:
            continue
        url, file = far_end.url(way, seconds), lab.recording(up)
        variants = {{'raw': 'raw ws', 'sdk': 'SDK'}.get(name, name): node(lab, f'{name}.mjs', url, file, **extra)
                    for name in clients}
        variants['realtime-cli'] = ours(lab, url, file, **trusting)
        variants['realtime-cli without its library'] = ours(lab, url, file, **without_library)
        table(title, paired(variants, rounds, far_end), 'seed', COLUMNS)


def many(lab, far_end, rounds, short):
    """A thousand conversations in one process: the number of threads must not follow them. Behind them the whole program, which
    reads a thousand files, and writes a row and an answer for each and a report."""
    url, file = far_end.url('ws', 5), lab.recording(5)
    classpath = os.pathsep.join(map(str, (lab.lib / 'services.jar', lab.lib / 'realtime-cli.jar', lab.classes)))

    def java(count):
        # with the flags and the class cache that the launcher gives to a batch; what it adds itself comes too late
        return [lab.program, 'batch'], jvm(lab, f'many-{count}', '-cp', classpath, 'Many', url, count, file)

    variants = {'Node ws': (['node', lab.node / 'many.mjs', url, 1000, file], {}), 'realtime-cli': java(1000)}
    if not short:
        files = lab.copies('many', 1000, [5])
        variants[WHOLE_BATCH] = [lab.program, 'batch', '-q', '--fresh', '-j', 1000, '--url', url, '-o', lab.scratch / 'many-run',
                                 files[0].parent], KEY
    trials = paired(variants, min(rounds, 1 if short else 5), count_threads=True)
    table('1000 conversations, 5 s up and down each, unpaced', trials, 'Node ws',
          {'wall': 'wall ms', 'cpu': 'CPU ms', 'threads': 'threads', 'rss': 'RSS MB'})
    for phase in ('open', 'work'):
        print(f'{phase}: ' + ', '.join(f'{name} {statistics.median(json.loads(one.output)[phase] for one in own):.0f} ms'
                                       for name, own in trials.items() if name != WHOLE_BATCH))
    few = paired({'': java(100)}, 1, count_threads=True)[''][0].threads
    most = max(figures(trials['realtime-cli'], 'threads'))
    print(f'threads with 100 and with 1000 conversations: {few}, {most}')
    if most > few + 5:
        return [f'100 conversations need {few} threads, 1000 need {most}']


ALL = {'start': start, 'brief': brief, 'long': long, 'tls': tls, 'many': many, 'paced': paced, 'events': events}
