"""ask.py PROGRAM URL SPEECH: asks the server behind URL, `server.py`, with PROGRAM, as a user would, and looks at what
comes out. Exit code 1 and a line for everything that is not as it has to be."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import wave

program, url, speech = sys.argv[1:]
failed = asked = 0
ANSWER = "Thank you for calling.\n"


def ask(*arguments, code=0, out=None, err=None, key="sk-judge-right", files=(speech,)):
    """Runs the program; `out` is the whole of stdout, `err` a part of stderr."""
    global failed, asked
    asked += 1
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in os.environ}
    command = [program, "--url", url, "--mute", *arguments, *files]
    done = subprocess.run(command, env=environment | {"OPENAI_API_KEY": key}, capture_output=True, text=True, timeout=60)
    problems = [f"ended with {done.returncode}, not {code}"] if done.returncode != code else []
    if out is not None and done.stdout != out:
        problems.append(f"printed {done.stdout!r}, not {out!r}")
    if err is not None and err not in done.stderr:
        problems.append(f"does not say {err!r}")
    if key in done.stdout + done.stderr:
        problems.append("shows the key")
    if problems:
        failed += 1
        print(f"FAILED: {' '.join(arguments)}: {'; '.join(problems)}\n{done.stderr}", end="")
    return done.stdout


def expect(what, is_so):
    global failed
    if not is_so:
        failed += 1
        print("FAILED:", what)


with tempfile.TemporaryDirectory() as folder:
    saved = pathlib.Path(folder, "answer.wav")
    ask("-o", str(saved), out=ANSWER)
    with wave.open(str(saved)) as sound:
        expect("the saved answer is half a second at 24 kHz", (sound.getframerate(), sound.getnframes()) == (24_000, 12_000))
    ask("--text", out=ANSWER)
    ask("--turn", "server-vad", out=ANSWER)
    ask("--conversation", files=(speech, speech), out=ANSWER * 2)
    ask("--transcribe-only", out="You spoke.\n")
    ask("--voice", "cedar", "--instructions", "Be brief.", "--speed", "1.2", "--max-output-tokens", "500", "--reasoning",
        "low", "--noise-reduction", "near_field", "--transcribe", "gpt-realtime-whisper", "--language", "en", out=ANSWER)
    ask("--set", "audio.output.speed=0.9", "--set", 'tools=[{"type":"function","name":"f","parameters":{}}]', out=ANSWER)
    result = json.loads(ask("--json", "--transcribe", "gpt-realtime-whisper"))
    expect("the result has the words of both", (result["heard"], result["reply"]["transcript"]) == ("You spoke.", ANSWER.strip()))
    expect("the result has the tokens", result["usage"]["input"]["cached"] == 4 and result["usage"]["output"]["audio"] == 10)
    tape = pathlib.Path(folder, "wire.jsonl")
    ask("--events", str(tape), out=ANSWER)
    expect("the tape holds no key", "judge-right" not in tape.read_text() and "rate_limits.updated" in tape.read_text())

ask("--model", "busy", out=ANSWER)
ask("--model", "broken", "--retries", "0", code=5, err="1011")
ask("--model", "no-such-model", code=6, err="model_not_found")
ask(key="sk-judge-wrong", code=4, out="", err="OPENAI_API_KEY")
ask("--dialect", "beta", code=6, err="leave out --dialect beta")

print(f"{asked} runs, {failed} failed")
sys.exit(failed > 0)
