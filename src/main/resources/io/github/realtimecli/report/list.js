// The list: only the rows that can be seen are there.

const rows = $('rows');
const list = $('list');
const COLUMNS = [
  ['outcome', '', 'outcome'],
  ['file', 'File', 'file'],
  ['sound', 'Question, answer', 'length of the turn'],
  ['latency', 'Latency', 'latency'],
  ['words', 'Answer', 'words of the answer'],
  ['wer', 'WER', 'word error rate'],
  ['cost', 'Cost', 'cost'],
];
const built = new Map();
let span = 1;
let slow = 1;

function paintHead() {
  list.querySelector('.head').replaceChildren(...COLUMNS.map(([name, title, meaning]) => {
    const down = view.sort === '-' + name;
    const up = view.sort === name;
    return el('div.cell.' + name, { role: 'columnheader', 'aria-sort': up ? 'ascending' : down ? 'descending' : 'none' },
      el('button', {
        type: 'button', tabindex: '-1', 'aria-label': `Sort by ${meaning}`,
        onclick: () => change({ sort: up && name !== 'file' || (up && name === 'file') ? '-' + name : down ? 'file' : firstOrder(name) }),
      }, title || '●', el('span.order', { 'aria-hidden': 'true' }, up ? '▲' : down ? '▼' : '')));
  }));
}

// figures are looked at from the worst, names from the first
const firstOrder = (name) => ['latency', 'wer', 'cost', 'sound'].includes(name) ? '-' + name : name;

function row(item, position) {
  const slash = item.file.lastIndexOf('/') + 1;
  const ms = latency(item, view.metric);
  const canvas = el('canvas', { 'aria-hidden': 'true' });
  const bar = el('span.length', { 'aria-hidden': 'true' });
  bar.style.width = ms === null || !answered(item) ? '0' : Math.max(0, Math.min(100, ms / slow * 100)) + '%';
  const said = answered(item) ? item['reply.transcript'] || '' : item.error || outcome(item.outcome).title;
  const element = el('div.row', {
    role: 'row', id: 'item-' + item.index, 'aria-rowindex': position + 2, 'aria-selected': item === view.item ? 'true' : 'false',
    onclick: () => { choose(item); reveal(); },
  },
  el('div.cell.outcome', { role: 'gridcell' },
    el('span.sign.' + outcomeClass(item.outcome), { role: 'img', 'aria-label': outcome(item.outcome).title, title: outcome(item.outcome).title }, outcome(item.outcome).sign)),
  el('div.cell.file', { role: 'gridcell', title: item.file },
    el('bdi.folder', {}, item.file.slice(0, slash)), el('bdi', {}, item.file.slice(slash))),
  el('div.cell.sound', { role: 'gridcell', 'aria-label': `${seconds(layout(item).question)} asked, ${seconds(layout(item).answer)} answered` }, canvas),
  el('div.cell.latency', { role: 'gridcell' }, el('span.number', {}, answered(item) ? millis(ms) : '–'), bar),
  el('div.cell.words', { role: 'gridcell', dir: 'auto' }, said.slice(0, 300)),
  el('div.cell.wer', { role: 'gridcell' }, wer(item) === null ? '' : percent(wer(item))),
  el('div.cell.cost', { role: 'gridcell' }, dollars(item.cost_usd)));
  element.classList.toggle('failed', !answered(item));
  element.thumbnail = () => thumbnail(canvas, item);
  return element;
}

function thumbnail(canvas, item) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (width === 0)
    return;
  const draw = surface(canvas, width, height);
  const at = layout(item);
  const x = (ms) => Math.min(ms / span, 1) * width;
  drawSound(draw, peaks(item['question.peaks']), x(0), x(at.question), height / 2, height / 2 - 1, colour('question'));
  if (at.answer > 0)
    drawSound(draw, peaks(item['answer.peaks']), x(at.from), x(at.from + at.answer), height / 2, height / 2 - 1, colour('answer'));
}

const rowHeight = () => parseFloat(getComputedStyle(list).getPropertyValue('--row'));

function paintRows() {
  const height = rowHeight();
  rows.style.height = shown.length * height + 'px';
  const head = list.querySelector('.head').offsetHeight;
  const from = Math.max(0, Math.floor((list.scrollTop - head) / height) - 4);
  const to = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / height) + 4);
  const wanted = new Set();
  const fresh = [];
  for (let i = from; i < to; i++) {
    const item = shown[i];
    wanted.add(item);
    let element = built.get(item);
    if (!element) {
      element = row(item, i);
      built.set(item, element);
      fresh.push(element);
    }
    element.style.transform = `translateY(${i * height}px)`;
  }
  for (const [item, element] of built)
    if (!wanted.has(item)) {
      element.remove();
      built.delete(item);
    }
  rows.append(...fresh);
  for (const element of fresh)
    element.thumbnail();
}

function paintList(what) {
  if (what === 'item') {
    for (const [item, element] of built)
      element.setAttribute('aria-selected', item === view.item ? 'true' : 'false');
  } else {
    built.clear();
    rows.replaceChildren();
    const lengths = shown.map((item) => layout(item).end).sort((a, b) => a - b);
    span = percentile(lengths, 95) || 1;
    const range = scale();
    slow = range ? range.to : 1;
    list.setAttribute('aria-rowcount', shown.length + 1);
    $('none').hidden = shown.length > 0;
    paintHead();
    paintRows();
  }
  if (view.item && built.has(view.item))
    list.setAttribute('aria-activedescendant', 'item-' + view.item.index);
  else
    list.removeAttribute('aria-activedescendant');
}

// Scrolls as little as it takes to see the chosen item; into the middle when it is far away.
function reveal() {
  const position = shown.indexOf(view.item);
  if (position < 0)
    return;
  const height = rowHeight();
  const head = list.querySelector('.head').offsetHeight;
  const top = position * height;
  const away = Math.max(list.scrollTop - top, top + height - list.scrollTop - list.clientHeight + head);
  if (away > 3 * height)
    list.scrollTop = top - (list.clientHeight - head) / 2;
  else if (top < list.scrollTop)
    list.scrollTop = top;
  else if (top + height > list.scrollTop + list.clientHeight - head)
    list.scrollTop = top + height - list.clientHeight + head;
  paintRows();
  paintList('item');
}

function move(to) {
  if (!shown.length)
    return;
  choose(shown[Math.max(0, Math.min(shown.length - 1, to))]);
  reveal();
}

painters.push(paintList);
list.addEventListener('scroll', () => { paintRows(); paintList('item'); }, { passive: true });
