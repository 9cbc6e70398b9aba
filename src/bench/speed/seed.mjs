// The way of the Node program that realtime-cli descends from, written anew from its description: decode the whole file,
// send its first channel in one conversation.item.create, ask for an answer, decode what comes.  seed.mjs URL FILE [buffer]
// Base64 is made as in the vendor's sample, of a string with a character for each byte; with a third argument by Buffer.
import { readFile } from 'node:fs/promises';
import WebSocket from 'ws';
import decode from 'audio-decode';

const PIECE = 0x8000;
const [url, file, buffer] = process.argv.slice(2);
let received = 0;

async function pcm16() {
  const decoded = await decode(await readFile(file));
  const samples = decoded.getChannelData(0);
  const bytes = new DataView(new ArrayBuffer(samples.length * 2));
  for (let i = 0; i < samples.length; i++) {
    const sample = Math.max(-1, Math.min(1, samples[i]));
    bytes.setInt16(i * 2, sample < 0 ? sample * 0x8000 : sample * 0x7fff, true);
  }
  return buffer ? Buffer.from(bytes.buffer).toString('base64') : base64(new Uint8Array(bytes.buffer));
}

function base64(bytes) {
  let characters = '';
  for (let begin = 0; begin < bytes.length; begin += PIECE) {
    const piece = bytes.subarray(begin, begin + PIECE);
    characters += String.fromCharCode.apply(null, piece);
  }
  return btoa(characters);
}

const socket = new WebSocket(url, { headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` } });
socket.on('open', async () => {
  const audio = await pcm16();
  socket.send(JSON.stringify({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_audio', audio }] },
  }));
  socket.send(JSON.stringify({ type: 'response.create', response: { output_modalities: ['audio'] } }));
});
socket.on('message', (message) => {
  const event = JSON.parse(message.toString());
  if (event.type === 'response.output_audio.delta') received += Buffer.from(event.delta, 'base64').length;
  if (event.type === 'response.done') socket.close();
});
socket.on('close', () => { process.exitCode = received > 0 ? 0 : 1; });
