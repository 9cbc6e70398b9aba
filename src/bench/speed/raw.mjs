// The least that a Node program has to do: raw.mjs URL FILE.  The file must be a 24 kHz mono WAV with a head of 44 bytes.
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';

const CHUNK = 9600;
const [url, file] = process.argv.slice(2);
let received = 0;

const socket = new WebSocket(url, { headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` } });
const pcm = readFileSync(file).subarray(44);
const send = (event) => socket.send(JSON.stringify(event));
socket.on('open', () => {
  send({
    type: 'session.update',
    session: { type: 'realtime', output_modalities: ['audio'], audio: { input: { turn_detection: null } } },
  });
  for (let at = 0; at < pcm.length; at += CHUNK) {
    send({ type: 'input_audio_buffer.append', audio: pcm.subarray(at, at + CHUNK).toString('base64') });
  }
  send({ type: 'input_audio_buffer.commit' });
  send({ type: 'response.create' });
});
socket.on('message', (message) => {
  const event = JSON.parse(message);
  if (event.type === 'response.output_audio.delta') received += Buffer.from(event.delta, 'base64').length;
  if (event.type === 'response.done') socket.close();
});
socket.on('close', () => { process.exitCode = received > 0 ? 0 : 1; });
