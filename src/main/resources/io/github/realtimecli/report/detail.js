// One item: its sound, its words, its figures.

const detail = $('detail');
let playing = null;
let redraw = null;

const fact = (name, value, ...more) => value === null || value === undefined || value === ''
  ? null
  : el('div', {}, el('dt', {}, name), el('dd', {}, value, ...more));

function closeDetail() {
  choose(null);
  list.focus({ preventScroll: true });
}

function paintDetail(what) {
  if (what === 'theme') {
    redraw?.();
    return;
  }
  const chosen = view.item === null ? '' : String(view.item.index);
  document.body.classList.toggle('opened', chosen !== '');
  if (detail.dataset.item === chosen && chosen !== '')
    return;
  detail.dataset.item = chosen;
  playing?.stop();
  playing = null;
  redraw = null;
  detail.replaceChildren(...(view.item ? card(view.item) : overview()));
  detail.scrollTop = 0;
  redraw?.();
}

const MOST_SLOW = 10;
const MOST_ERRORS = 12;

// While nothing is chosen: where to look first, among what is shown.
function overview() {
  const slow = shown.filter((item) => answered(item) && latency(item, view.metric) !== null)
    .sort((a, b) => latency(b, view.metric) - latency(a, view.metric) || a.index - b.index).slice(0, MOST_SLOW);
  const errors = new Map();
  for (const item of shown)
    if (!answered(item)) {
      const error = item.error || outcome(item.outcome).title;
      errors.set(error, [...(errors.get(error) || []), item]);
    }
  const often = [...errors].sort((a, b) => b[1].length - a[1].length).slice(0, MOST_ERRORS);
  const table = (...lines) => el('table.overview', {}, el('tbody', {}, ...lines));
  const line = (sign, button, figure) => el('tr', {}, el('td', {}, sign), el('td', {}, button), el('td', {}, figure));
  const sign = (item) => el('span.sign.' + outcomeClass(item.outcome), { role: 'img', 'aria-label': outcome(item.outcome).title }, outcome(item.outcome).sign);
  return [
    el('p.note', {}, 'Choose an item to hear, read and measure it.'),
    slow.length ? el('h3', {}, `Slowest: ${metricTitle(view.metric)}`) : '',
    table(...slow.map((item) => line(sign(item),
      el('button', { type: 'button', onclick: () => { choose(item); reveal(); } }, el('bdi', {}, item.file)), millis(latency(item, view.metric))))),
    often.length ? el('h3', {}, 'Why items were not answered') : '',
    table(...often.map(([error, failed]) => line(sign(failed[0]),
      el('button', { type: 'button', dir: 'auto', onclick: () => { choose(failed[0]); reveal(); } }, error), count(failed.length)))),
  ];
}

function card(item) {
  const step = (sign, label, by) => el('button.plain', {
    type: 'button', 'aria-label': label, onclick: () => move(shown.indexOf(item) + by),
  }, sign);
  return [
    el('div.title', {},
      el('span.badge.' + outcomeClass(item.outcome), {}, `${outcome(item.outcome).sign} ${outcome(item.outcome).title}`),
      el('div.buttons', {}, step('↑', 'The item before', -1), step('↓', 'The next item', 1),
        el('button.plain', { type: 'button', 'aria-label': 'Close', onclick: closeDetail }, '✕'))),
    el('h2.name', {}, el('bdi', {}, item.file)),
    item.error ? el('p.error', { dir: 'auto' }, item.error) : null,
    ...soundOf(item),
    ...wordsSaid(item),
    waterfall(item),
    facts(item),
  ].filter((part) => part);
}

function audio(label, href) {
  return href
    ? el('audio', { controls: true, preload: 'none', src: href, 'aria-label': label })
    : null;
}

function soundOf(item) {
  if (layout(item).question === 0 && layout(item).answer === 0)
    return [];
  const canvas = el('canvas', { role: 'img', 'aria-label': instantsInWords(item) });
  const head = el('div.playhead', { hidden: true });
  const question = audio('Question', item['question.href']);
  const answer = audio('Answer', item['answer.href']);
  const button = el('button.play', { type: 'button', disabled: !question && !answer }, '▶ Play the turn');
  let map = null;
  redraw = () => {
    map = drawTurn(canvas, item, canvas.parentElement.clientWidth);
  };
  playing = player(layout(item), question, answer,
    (ms) => {
      head.hidden = ms <= 0;
      head.style.transform = `translateX(${map ? map.x(ms) : 0}px)`;
    },
    () => { button.textContent = '▶ Play the turn'; });
  const own = playing;
  button.addEventListener('click', () => {
    own.toggle();
    button.textContent = own.playing() ? '❚❚ Pause' : '▶ Play the turn';
  });
  button.dataset.role = 'play';
  canvas.addEventListener('click', (event) => own.seek(map.time(event.offsetX)));
  const lane = (title, name, sound, ms, missing) => el('div.lane', {}, el('span.swatch.' + name), el('span', {}, title, ' ',
    el('span.note', {}, ms > 0 ? seconds(ms) : 'none')), sound || el('span.note', {}, ms > 0 ? missing : ''));
  return [
    el('div.turn', {}, canvas, head),
    el('div.players', {}, button,
      layout(item).fast ? el('span.note', {}, 'Sent faster than it is spoken; drawn as if it had been spoken.') : null),
    lane('Question', 'question', question, layout(item).question, 'its recording is not beside the report'),
    lane('Answer', 'answer', answer, layout(item).answer, 'its recording is not beside the report'),
  ];
}

function instantsInWords(item) {
  const at = layout(item);
  const words = [['speech end', at.speechEnd], ['commit', at.commit], ['first audio', at.first], ['first voiced audio', at.voiced], ['done', at.done]]
    .filter(([, ms]) => ms !== null).map(([name, ms]) => `${name} at ${(ms / 1000).toFixed(2)} s`);
  return `Question of ${seconds(at.question)}, answer of ${seconds(at.answer)}. ${words.join(', ')}`;
}

function wordsSaid(item) {
  const said = [];
  const heard = item.heard;
  const reference = item.reference;
  const rate = wer(item);
  if (heard !== null || reference !== null)
    said.push(el('h3', {}, heard === null ? 'Reference' : 'Heard', ' ', el('span.note', {}, rate === null ? ''
      : item['wer.errors'] === 0 ? 'as in the reference' : `${percent(rate)} word error rate: ${item['wer.errors']} of ${item['wer.words']}`)),
    heard !== null && reference !== null && item['wer.errors'] !== 0 ? marked(reference, heard)
      : el('p.said', { dir: 'auto' }, heard ?? reference));
  if (item['reply.transcript'])
    said.push(el('h3', {}, 'Answer'), el('p.said', { dir: 'auto' }, item['reply.transcript']));
  return said;
}

function waterfall(item) {
  const value = (name) => latency(item, name);
  const stages = [];
  let at = 0;
  for (const name of ['connect', 'session', 'upload'])
    if (value(name) !== null) {
      stages.push([name, at, value(name)]);
      at += value(name);
    }
  for (const [name, title] of [['commit_to_first_audio', 'commit → first audio'], ['first_voiced_audio', 'commit → first voiced audio'], ['done', 'commit → done']])
    if (value(name) !== null)
      stages.push([title, at, value(name)]);
  if (!stages.length)
    return null;
  const end = Math.max(...stages.map(([, from, ms]) => from + ms), 1);
  return el('div.waterfall', {}, el('h3', {}, 'Latencies'), ...stages.map(([title, from, ms]) => {
    const bar = el('span.stage', { 'aria-hidden': 'true' });
    bar.style.marginInlineStart = from / end * 100 + '%';
    bar.style.width = Math.max(0, ms) / end * 100 + '%';
    return el('div', {}, el('span', {}, title), el('span.track', {}, bar), el('span.number', {}, millis(ms)));
  }), value('speech_end_to_first_audio') === null ? null
    : el('div.sum', {}, el('span', {}, 'speech end → first audio'), el('span.track', {}), el('span.number', {}, millis(value('speech_end_to_first_audio')))));
}

function facts(item) {
  const tokens = (side) => ['text', 'audio', 'cached'].map((kind) => [kind, item[`usage.${side}.${kind}`]])
    .filter(([, n]) => n !== null && n !== undefined).map(([kind, n]) => `${count(n)} ${kind}`).join(', ');
  const pacing = ['p50', 'p99', 'max'].map((name) => item['pacing_ms.' + name]).filter((ms) => ms !== null);
  const format = [item['input.encoding'], item['input.rate'] && count(item['input.rate']) + ' Hz',
    item['input.channels'] && (item['input.channels'] === 1 ? 'mono' : item['input.channels'] + ' channels')].filter((part) => part);
  return el('div', {}, el('h3', {}, 'Figures'), el('dl.facts', {}, ...[
    fact('cost', item.cost_usd === null ? null : '$' + item.cost_usd),
    fact('tokens in', tokens('input')),
    fact('tokens out', tokens('output')),
    fact('attempts', item.attempts === null ? null : String(item.attempts)),
    fact('recording', format.join(', ')),
    fact('sent', item['sent.audio_ms'] === null ? null : seconds(item['sent.audio_ms'])),
    fact('own pacing', pacing.length === 3 ? `p50 ${pacing[0].toFixed(1)}, p99 ${pacing[1].toFixed(1)}, max ${pacing[2].toFixed(1)} ms` : null),
    fact('model', item.model),
    fact('voice', item.voice),
    fact('session', item.session_id),
    fact('response', item.response_id),
  ].filter((part) => part)));
}

painters.push(paintDetail);
