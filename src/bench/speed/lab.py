"""What the trials need: a folder outside the project with the Node clients, compiled Java, certificates, recordings, and
the server that all of them call."""
import array
import math
import os
import queue
import random
import shutil
import subprocess
import tempfile
import threading
import wave
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
# the versions of the time at which the Node original was written, and the vendor's newest
MODULES = ['ws@8.18.3', 'audio-decode@2.2.3', 'openai@6.49.0']
PASSWORD = 'bench1'


class Lab:
    def __init__(self, distribution):
        self.program = distribution / 'bin/realtime-cli'
        self.lib = distribution / 'lib'
        if not self.program.exists():
            raise SystemExit(f'{self.program} is not there: mvn -q -DskipTests package')
        self.java = Path((self.lib / 'java.home').read_text().strip())
        self.scratch = Path(tempfile.gettempdir()) / f'realtime-cli-speed-{os.getuid()}'
        if ' ' in str(self.scratch):
            raise SystemExit(f'{self.scratch}: the launcher splits options at blanks; set TMPDIR to a folder without them')
        self.scratch.mkdir(exist_ok=True)
        os.environ['SPEED_SCRATCH'] = str(self.scratch)
        self.node = self.clients()
        self.classes = self.compiled()
        self.certificates()

    def clients(self):
        folder = self.scratch / 'node'
        wanted = folder / ' '.join(MODULES).replace('/', '-')
        if not wanted.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / 'package.json').write_text('{"private": true}')
            subprocess.run(['npm', 'install', '--no-audit', '--no-fund', '--silent', *MODULES], cwd=folder, check=True)
            wanted.touch()
        for script in HERE.glob('*.mjs'):
            shutil.copy(script, folder)
        return folder

    def compiled(self):
        classes = self.scratch / 'classes'
        sources = PROJECT / 'src/bench/java'
        self.javac(classes, [*sources.glob('farend/*.java'), sources / 'Many.java'], [self.lib / 'realtime-cli.jar'])
        return classes

    def javac(self, folder, sources, libraries, *options):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([self.java / 'bin/javac', '-nowarn', '-d', folder, '-cp', os.pathsep.join(map(str, libraries)),
                        *options, *sources], check=True)

    def certificates(self):
        """An authority, one between, and the server's own, as a real server has them; and Java's anchors with ours added."""
        self.authority = self.scratch / 'authority.pem'
        self.anchors = self.scratch / 'anchors.p12'
        self.keys = self.scratch / 'server.p12'
        if self.keys.exists():
            return
        work = Path(tempfile.mkdtemp(dir=self.scratch))
        pem = {}
        for name, issuer, extensions in (
                ('root', None, ['bc:c=ca:true', 'ku:c=keyCertSign,cRLSign']),
                ('between', 'root', ['bc:c=ca:true,pathlen:0', 'ku:c=keyCertSign,cRLSign']),
                ('localhost', 'between', ['san=dns:localhost,ip:127.0.0.1', 'eku=serverAuth', 'ku:c=digitalSignature'])):
            store = ['-storetype', 'PKCS12', '-storepass', PASSWORD, '-keystore', work / f'{name}.p12', '-alias', name]
            ext = [word for extension in extensions for word in ('-ext', extension)]
            self.keytool('-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', f'CN={name}',
                         '-validity', '3650', *store, *(ext if issuer is None else []))
            if issuer:
                request = self.keytool('-certreq', *store)
                pem[name] = self.keytool('-gencert', '-rfc', '-storetype', 'PKCS12', '-storepass', PASSWORD, '-validity', '3650',
                                         '-keystore', work / f'{issuer}.p12', '-alias', issuer, *ext, input=request)
                chain = [pem[name], pem[issuer]] if issuer != 'root' else [pem[name]]
                self.keytool('-importcert', '-noprompt', '-trustcacerts', *store, input=b''.join(chain + [pem['root']]))
            else:
                pem[name] = self.keytool('-exportcert', '-rfc', *store)
        shutil.copy(self.java / 'lib/security/cacerts', self.anchors)
        os.chmod(self.anchors, 0o644)
        self.keytool('-importcert', '-noprompt', '-keystore', self.anchors, '-storepass', 'changeit', '-alias', 'bench',
                     input=pem['root'])
        self.authority.write_bytes(pem['root'])
        (work / 'localhost.p12').rename(self.keys)

    def keytool(self, *words, input=b''):
        done = subprocess.run([self.java / 'bin/keytool', *words], input=input, capture_output=True)
        if done.returncode:
            raise SystemExit(f'keytool {words[0]}: {(done.stdout + done.stderr).decode()}')
        return done.stdout

    def recording(self, seconds, rate=24000):
        """A WAV of falling tones in noise."""
        path = self.scratch / f'{seconds}s-{rate}.wav'
        if not path.exists():
            chance = random.Random(1)
            second = array.array('h', (int(8000 * math.sin(i * (0.2 - 1e-6 * i)) + chance.gauss(0, 300)) for i in range(rate)))
            with wave.open(str(path), 'wb') as out:
                out.setnchannels(1)
                out.setsampwidth(2)
                out.setframerate(rate)
                left = round(seconds * rate)
                while left > 0:
                    out.writeframes(second[:left].tobytes())
                    left -= rate
        return path

    def copies(self, name, count, lengths):
        """As many recordings as conversations, as `batch` wants them, in a folder of their own."""
        folder = self.scratch / name
        folder.mkdir(exist_ok=True)
        files = [folder / f'q{number:03}.wav' for number in range(count)]
        for number, file in enumerate(files):
            if not file.exists():
                os.link(self.recording(lengths[number % len(lengths)]), file)
        return files


class FarEnd:
    """The server, in a process of its own, warmed by whoever calls it first."""

    def __init__(self, lab):
        self.process = subprocess.Popen([lab.java / 'bin/java', '-XX:+UseParallelGC', '-Xmx1g', '-cp', lab.classes,
                                         'farend.FarEnd', lab.keys], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ports = dict(zip(('ws', 'wss', 'ws far', 'wss far'), self.process.stdout.readline().split()))
        self.heard = queue.SimpleQueue()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            self.heard.put(int(line.split()[1]))

    def url(self, way, seconds):
        scheme = way.split()[0]
        host = 'localhost' if scheme == 'wss' else '127.0.0.1'
        return f'{scheme}://{host}:{self.ports[way]}/v1/realtime?model=gpt-realtime&secs={seconds}'

    def forget(self):
        while not self.heard.empty():
            self.heard.get()

    def first(self):
        """When audio was first heard since `forget`, on the clock of time.monotonic_ns()."""
        return self.heard.get(timeout=5)

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
