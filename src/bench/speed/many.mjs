// Many conversations in one process, unpaced: many.mjs URL COUNT FILE.  Prints one line of JSON, times in milliseconds.
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';

const CHUNK = 9600;
const [url, wanted, file] = process.argv.slice(2);
const count = Number(wanted);
const pcm = readFileSync(file).subarray(44);
let open = 0;
let closed = 0;
let received = 0;
let opened;
const began = performance.now();
const sockets = [];

function speak(socket) {
  const send = (event) => socket.send(JSON.stringify(event));
  for (let at = 0; at < pcm.length; at += CHUNK) {
    send({ type: 'input_audio_buffer.append', audio: pcm.subarray(at, at + CHUNK).toString('base64') });
  }
  send({ type: 'input_audio_buffer.commit' });
  send({ type: 'response.create' });
}

for (let i = 0; i < count; i++) {
  const socket = new WebSocket(url);
  sockets.push(socket);
  socket.on('open', () => {
    if (++open === count) {
      opened = performance.now();
      sockets.forEach(speak);
    }
  });
  socket.on('message', (message) => {
    const event = JSON.parse(message);
    if (event.type === 'response.output_audio.delta') received += Buffer.from(event.delta, 'base64').length;
    if (event.type === 'response.done') socket.close();
  });
  socket.on('close', () => {
    if (++closed === count) {
      const done = performance.now();
      console.log(JSON.stringify({ open: opened - began, work: done - opened, bytes: received }));
    }
  });
}
