// The items of the run, as objects by the paths of their members, and what is derived from them.

const data = JSON.parse(document.getElementById('data').textContent);
const items = data.rows.map((values, index) => {
  const item = { index };
  data.columns.forEach((column, i) => { item[column] = values[i] === undefined ? null : values[i]; });
  return item;
});
const summary = data.summary;

const OUTCOMES = {
  answered: { sign: '●', title: 'answered' },
  refused: { sign: '◆', title: 'refused' },
  timed_out: { sign: '◷', title: 'timed out' },
  disconnected: { sign: '⌁', title: 'disconnected' },
  interrupted: { sign: '◼', title: 'interrupted' },
  unreadable: { sign: '▲', title: 'unreadable' },
  unauthorized: { sign: '✕', title: 'unauthorized' },
};
const outcome = (word) => Object.hasOwn(OUTCOMES, word) ? OUTCOMES[word] : { sign: '?', title: word };
const outcomeClass = (word) => 'o-' + (Object.hasOwn(OUTCOMES, word) ? word : 'unknown');
const answered = (item) => item.outcome === 'answered';

const METRICS = [
  ['speech_end_to_first_audio', 'speech end → first audio'],
  ['commit_to_first_audio', 'commit → first audio'],
  ['first_voiced_audio', 'commit → first voiced audio'],
  ['done', 'commit → done'],
  ['upload', 'upload'],
  ['connect', 'connect'],
  ['session', 'session'],
].filter(([name]) => summary.latency_ms[name].n > 0);
const metricTitle = (name) => (METRICS.find(([each]) => each === name) || [name, name])[1];
const latency = (item, metric) => item['latency_ms.' + metric];

// Where everything lies on one time axis, in milliseconds. The question begins at 0 and is laid out as if it had been spoken:
// when it was sent faster than that, the commit still stands at its end.
function layout(item) {
  const question = item['question.ms'] ?? item['input.duration_ms'] ?? item['sent.audio_ms'] ?? 0;
  const answer = item['answer.ms'] ?? item['reply.audio_ms'] ?? 0;
  const speechEnd = item['sent.speech_end_ms'];
  const upload = item['latency_ms.upload'];
  const sent = item['sent.audio_ms'];
  const commit = upload === null || sent === null ? null : Math.max(sent, upload);
  const afterCommit = (name) => commit === null || latency(item, name) === null ? null : commit + latency(item, name);
  let first = afterCommit('commit_to_first_audio');
  if (first === null && speechEnd !== null && latency(item, 'speech_end_to_first_audio') !== null)
    first = speechEnd + latency(item, 'speech_end_to_first_audio');
  const voiced = afterCommit('first_voiced_audio');
  const done = afterCommit('done');
  const from = first ?? commit ?? question;
  // measured from when speech ended on its way out: what is sent faster than it is spoken ends right before the commit
  const waited = latency(item, 'speech_end_to_first_audio') ?? latency(item, 'commit_to_first_audio');
  return {
    question, answer, speechEnd, commit, first, voiced, done, from,
    waited, waitsFrom: first === null || waited === null ? null : Math.max(0, first - waited),
    fast: upload !== null && sent !== null && upload < 0.8 * sent,
    end: Math.max(question, answer > 0 ? from + answer : 0, done ?? 0, 1),
  };
}

// Least and greatest value of each stretch of a sound, -1 to 1; null without sound.
function peaks(text) {
  if (!text)
    return null;
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return Float32Array.from(new Int8Array(bytes.buffer), (v) => v / 127);
}

const haystacks = [];
function haystack(item) {
  return haystacks[item.index] ??= [item.file, item['reply.transcript'], item.heard, item.reference, item.error]
    .filter((text) => text).join('\n').toLowerCase();
}

// Numbers as people read them.
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const count = (n) => grouped.format(n);
const millis = (ms) => ms === null || ms === undefined ? '–' : ms < 9999.5 ? count(ms) + ' ms' : (ms / 1000).toFixed(1) + ' s';
const dollars = (usd) => usd === null ? '–' : '$' + (usd >= 100 ? usd.toFixed(0) : usd >= 1 ? usd.toFixed(2) : usd === 0 ? '0' : usd.toFixed(4));
const percent = (rate) => rate === null ? '–' : (100 * rate).toFixed(rate > 0 && rate < 0.1 ? 1 : 0) + ' %';
const seconds = (ms) => ms === null ? '–' : (ms / 1000).toFixed(1) + ' s';
function duration(ms) {
  const s = Math.round(ms / 1000);
  if (s < 120)
    return seconds(ms);
  return s < 7200 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.floor(s / 3600)} h ${Math.floor(s / 60) % 60} min`;
}
const wer = (item) => item['wer.words'] > 0 && item['wer.errors'] !== null ? item['wer.errors'] / item['wer.words'] : null;

// nearest rank, as in summary.json; values are sorted
const percentile = (values, p) => values.length === 0 ? null : values[Math.max(1, Math.ceil(p * values.length / 100)) - 1];

// Elements: tag.class, attributes (on… listens), children. Text is only ever set as text.
function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElement(tag), classes, attributes, children);
}
function svg(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), classes, attributes, children);
}
function fill(element, classes, attributes, children) {
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on'))
      element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false)
      element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
const $ = (id) => document.getElementById(id);

// A colour of the style sheet as a canvas understands it.
const colours = new Map();
const probe = el('span', { hidden: true });
document.body.append(probe);
function colour(name) {
  if (!colours.has(name)) {
    probe.style.color = `var(--${name})`;
    colours.set(name, getComputedStyle(probe).color);
  }
  return colours.get(name);
}

// A canvas of that many CSS pixels, sharp on any screen.
function surface(canvas, width, height) {
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const draw = canvas.getContext('2d');
  draw.setTransform(scale, 0, 0, scale, 0, 0);
  draw.clearRect(0, 0, width, height);
  return draw;
}
