"""One event with 200 ms of audio, hot: JMH beside Node."""
import json
import os
import subprocess
from lab import PROJECT
from rounds import show

JMH = '1.37'
# a delta's samples, an append's frame, and what carries them: four names and ids, the reader of one event
MOST_ALLOCATED = {'delta': 9600 + 1600, 'append': 12900 + 600}
POM = f"""<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>bench</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.openjdk.jmh</groupId><artifactId>jmh-core</artifactId><version>{JMH}</version></dependency>
<dependency><groupId>org.openjdk.jmh</groupId><artifactId>jmh-generator-annprocess</artifactId><version>{JMH}</version></dependency>
</dependencies></project>"""


def events(lab, far_end, rounds, short):
    node = json.loads(subprocess.run(['node', lab.node / 'events.mjs'], stdout=subprocess.PIPE, check=True).stdout)
    c2, c1 = (measured(lab, short, *flags) for flags in ([], ['-XX:TieredStopAtLevel=1']))
    print('\nAn event with 200 ms of audio, hot')
    rows = [['', 'Node us', 'C2 us', 'ratio', 'C1 us', 'ratio', 'allocated bytes']]
    complaints = []
    for what in ('delta', 'append'):
        rows.append([what, f'{node[what]:.1f}', f'{c2[what][0]:.1f}', f'{c2[what][0] / node[what]:.2f}x',
                     f'{c1[what][0]:.1f}', f'{c1[what][0] / node[what]:.2f}x', f'{c2[what][1]:.0f}'])
        if c2[what][1] > MOST_ALLOCATED[what]:
            complaints.append(f'{what}: {c2[what][1]:.0f} bytes allocated, more than {MOST_ALLOCATED[what]}')
    for what, name in (('libraryReads', 'frame read by the library'), ('libraryWrites', 'frame written by the library')):
        if what in c2:
            rows.append([name, '', f'{c2[what][0]:.1f}', '', f'{c1[what][0]:.1f}', '', f'{c2[what][1]:.0f}'])
    show(rows)
    return complaints


def measured(lab, short, *flags):
    """name -> (microseconds of the best iteration, bytes allocated)"""
    jars = [lab.lib / 'realtime-cli.jar', *jmh(lab)]
    classes = lab.scratch / 'jmh'
    if not flags:
        lab.javac(classes, [PROJECT / 'src/bench/java/EventBench.java'], jars, '-proc:full')
    result = lab.scratch / 'jmh.json'
    pace = ['-wi', '3', '-i', '3', 'EventBench.(delta|append)$'] if short else ['-wi', '5', '-i', '10', 'EventBench']
    subprocess.run([lab.java / 'bin/java', '--sun-misc-unsafe-memory-access=allow',
                    '-cp', os.pathsep.join(map(str, [classes, *jars])), 'org.openjdk.jmh.Main', '-f', '1', '-w', '1', '-r', '1',
                    '-jvmArgs', ' '.join(['-XX:+UseSerialGC', '--sun-misc-unsafe-memory-access=allow', *flags]),
                    '-prof', 'gc', '-v', 'SILENT', '-rf', 'json', '-rff', result, *pace], check=True, stdout=subprocess.DEVNULL)
    return {one['benchmark'].rsplit('.', 1)[1]: (min(sum(one['primaryMetric']['rawData'], [])), allocated(one))
            for one in json.loads(result.read_text())}


def allocated(benchmark):
    return next(metric['score'] for name, metric in benchmark['secondaryMetrics'].items() if 'alloc.rate.norm' in name)


def jmh(lab):
    folder = lab.scratch / f'jmh-{JMH}'
    if not folder.exists():
        pom = lab.scratch / 'jmh.xml'
        pom.write_text(POM)
        subprocess.run(['mvn', '-q', '-B', '-f', pom, 'dependency:copy-dependencies', f'-DoutputDirectory={folder}'],
                       check=True, stdout=subprocess.DEVNULL)
    return sorted(folder.glob('*.jar'))
