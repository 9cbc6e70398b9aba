// What is shown: filters, order, the chosen item. It lives in the address behind the #, so that a link is a view.

const view = { q: '', outcomes: new Set(), metric: '', min: null, max: null, sort: 'file', item: null };
let shown = items;
const painters = [];

const DEFAULT_METRIC = METRICS.length ? METRICS[0][0] : 'done';
const SORTS = {
  file: (item) => item.file,
  outcome: (item) => item.outcome,
  sound: (item) => layout(item).end,
  latency: (item) => latency(item, view.metric),
  words: (item) => item['reply.transcript'],
  wer: (item) => wer(item),
  cost: (item) => item.cost_usd,
};

function readAddress() {
  let hash = location.hash.slice(1);
  const wanted = new URLSearchParams(hash);
  const number = (name) => wanted.has(name) && Number.isFinite(Number(wanted.get(name))) ? Number(wanted.get(name)) : null;
  view.q = wanted.get('q') || '';
  view.outcomes = new Set((wanted.get('outcome') || '').split(',').filter((word) => word));
  view.metric = METRICS.some(([name]) => name === wanted.get('metric')) ? wanted.get('metric') : DEFAULT_METRIC;
  view.min = number('min');
  view.max = number('max');
  view.sort = Object.hasOwn(SORTS, (wanted.get('sort') || '').replace(/^-/, '')) ? wanted.get('sort') : 'file';
  view.item = wanted.has('item') ? items.find((item) => item.file === wanted.get('item')) || null : null;
}

function writeAddress() {
  const parts = [];
  const add = (name, value) => parts.push(name + '=' + encodeURIComponent(value).replace(/%2[FC]/g, decodeURIComponent));
  if (view.q)
    add('q', view.q);
  if (view.outcomes.size)
    add('outcome', [...view.outcomes].join(','));
  if (view.metric !== DEFAULT_METRIC)
    add('metric', view.metric);
  if (view.min !== null)
    add('min', view.min);
  if (view.max !== null)
    add('max', view.max);
  if (view.sort !== 'file')
    add('sort', view.sort);
  if (view.item)
    add('item', view.item.file);
  const hash = parts.length ? '#' + parts.join('&') : '';
  if (hash !== location.hash)
    history.replaceState(null, '', hash || location.pathname + location.search);
}

function matches(item, words) {
  if (view.outcomes.size && !view.outcomes.has(item.outcome))
    return false;
  if (view.min !== null || view.max !== null) {
    const value = answered(item) ? latency(item, view.metric) : null;
    if (value === null || (view.min !== null && value < view.min) || (view.max !== null && value >= view.max))
      return false;
  }
  return words.every((word) => haystack(item).includes(word));
}

function select() {
  const words = view.q.toLowerCase().split(/\s+/).filter((word) => word);
  shown = items.filter((item) => matches(item, words));
  if (view.sort === 'file')
    return;
  const key = SORTS[view.sort.replace(/^-/, '')];
  const sign = view.sort.startsWith('-') ? -1 : 1;
  const keys = new Map(shown.map((item) => [item, key(item)]));
  shown.sort((a, b) => {
    const x = keys.get(a);
    const y = keys.get(b);
    if (x === null || y === null) // what is unknown comes last either way
      return (x === null) - (y === null) || a.index - b.index;
    return sign * (x < y ? -1 : x > y ? 1 : 0) || a.index - b.index;
  });
}

// Changes what is shown and draws it.
function change(changes) {
  Object.assign(view, changes);
  select();
  paint();
}

function choose(item) {
  view.item = item;
  paint('item');
}

function paint(what = 'all') {
  writeAddress();
  for (const painter of painters)
    painter(what);
}

// Whether something narrows the list.
const filtered = () => view.q !== '' || view.outcomes.size > 0 || view.min !== null || view.max !== null;
const NO_FILTER = () => ({ q: '', outcomes: new Set(), min: null, max: null });
