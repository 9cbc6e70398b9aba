// The vendor's own client, which speaks TLS only: sdk.mjs URL FILE.
import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';

const CHUNK = 9600;
const [url, file] = process.argv.slice(2);
let received = 0;

const client = new OpenAI({ baseURL: url.replace(/^wss:/, 'https:').replace(/\/realtime.*$/, '') });
const realtime = new OpenAIRealtimeWS({ model: 'gpt-realtime' }, client);
const pcm = readFileSync(file).subarray(44);
realtime.socket.on('open', () => {
  realtime.send({
    type: 'session.update',
    session: { type: 'realtime', output_modalities: ['audio'], audio: { input: { turn_detection: null } } },
  });
  for (let at = 0; at < pcm.length; at += CHUNK) {
    realtime.send({ type: 'input_audio_buffer.append', audio: pcm.subarray(at, at + CHUNK).toString('base64') });
  }
  realtime.send({ type: 'input_audio_buffer.commit' });
  realtime.send({ type: 'response.create' });
});
realtime.on('response.output_audio.delta', (event) => { received += Buffer.from(event.delta, 'base64').length; });
realtime.on('response.done', () => realtime.close());
realtime.socket.on('close', () => { process.exitCode = received > 0 ? 0 : 1; });
