// Conversations at the pace of speech in one process: paced.mjs URL FILE...  Frames of 40 ms, each due at its own instant of
// an absolute schedule, so that being late once does not make everything late.  Prints one line of JSON: how late the frames were
// handed to the wire, in milliseconds, as p50, p99 and max of each conversation, of which the middle one and the worst.
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';

const FRAME = 1920;
const FRAME_MS = 40;
const [url, ...files] = process.argv.slice(2);
const sounds = new Map();
const pacing = [];

// nearest rank
const rank = (sorted, share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

function over(name) {
  const sorted = pacing.map((one) => one[name]).sort((a, b) => a - b);
  return { p50: rank(sorted, 0.5), max: sorted.at(-1) };
}

function speak(socket, pcm, late) {
  const send = (event) => socket.send(JSON.stringify(event));
  const begun = performance.now();
  let at = 0;
  const next = () => {
    const end = Math.min(pcm.length, at + FRAME);
    const due = begun + end / FRAME * FRAME_MS;
    const left = due - performance.now();
    if (left > 0) {
      setTimeout(next, left);
      return;
    }
    send({ type: 'input_audio_buffer.append', audio: pcm.subarray(at, end).toString('base64') });
    late.push(Math.max(0, performance.now() - due));
    at = end;
    if (at < pcm.length) {
      next();
      return;
    }
    send({ type: 'input_audio_buffer.commit' });
    send({ type: 'response.create' });
  };
  next();
}

for (const file of files) {
  if (!sounds.has(file)) sounds.set(file, readFileSync(file).subarray(44));
  const late = [];
  const answer = [];
  const socket = new WebSocket(url);
  socket.on('open', () => {
    socket.send(JSON.stringify({ type: 'session.update', session: { type: 'realtime', audio: { input: { turn_detection: null } } } }));
  });
  socket.on('message', (message) => {
    const event = JSON.parse(message);
    if (event.type === 'session.updated') speak(socket, sounds.get(file), late);
    if (event.type === 'response.output_audio.delta') answer.push(Buffer.from(event.delta, 'base64'));
    if (event.type === 'response.done') socket.close();
  });
  socket.on('close', () => {
    if (Buffer.concat(answer).length !== sounds.get(file).length) process.exitCode = 1;
    late.sort((a, b) => a - b);
    pacing.push({ p50: rank(late, 0.5), p99: rank(late, 0.99), max: late.at(-1) });
    if (pacing.length === files.length) console.log(JSON.stringify({ pacing_ms: { p50: over('p50'), p99: over('p99'), max: over('max') } }));
  });
}
