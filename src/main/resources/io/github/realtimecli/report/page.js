// Wiring: filters, keys, theme, paper.

function paintFilters(what) {
  if (what === 'item')
    return;
  if ($('search').value !== view.q)
    $('search').value = view.q;
  $('metric').value = view.metric;
  $('outcomes').replaceChildren(...Object.entries(summary.outcomes).filter(([word, n]) => n > 0 || view.outcomes.has(word))
    .map(([word, n]) => el('button.chip', {
      type: 'button', 'aria-pressed': view.outcomes.has(word) ? 'true' : 'false', 'data-outcome': word,
      onclick: () => {
        const outcomes = new Set(view.outcomes);
        if (!outcomes.delete(word))
          outcomes.add(word);
        change({ outcomes });
        $('outcomes').querySelector(`[data-outcome="${CSS.escape(word)}"]`)?.focus();
      },
    }, el('span.sign.' + outcomeClass(word), { 'aria-hidden': 'true' }, outcome(word).sign), ` ${outcome(word).title} `, el('span.note', {}, count(n)))));
  const ranged = view.min !== null || view.max !== null;
  $('range').hidden = !ranged;
  $('range').textContent = `${view.min === null ? '' : count(view.min) + ' ms ≤ '}${metricTitle(view.metric)}${view.max === null ? '' : ' < ' + count(view.max) + ' ms'}  ✕`;
  $('count').textContent = filtered() ? `${count(shown.length)} of ${count(items.length)}` : `${count(items.length)} items`;
}
painters.unshift(paintFilters);

function setTheme(theme) {
  if (theme)
    document.documentElement.dataset.theme = theme;
  try {
    if (theme)
      localStorage.setItem('realtime-cli-theme', theme);
  } catch {
    // a page from a file may have no memory
  }
  colours.clear();
  paint('theme');
}

function toggleTheme() {
  const dark = getComputedStyle(document.documentElement).colorScheme === 'dark'
    || (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  setTheme(dark ? 'light' : 'dark');
}

const keys = {
  '/': () => { $('search').focus(); $('search').select(); },
  '?': () => $('keys').showModal(),
  t: toggleTheme,
  j: () => move(shown.indexOf(view.item) + 1),
  k: () => move(Math.max(0, shown.indexOf(view.item) - 1)),
  n: () => {
    const from = shown.indexOf(view.item);
    const next = shown.findIndex((item, i) => i > from && !answered(item));
    if (next >= 0)
      move(next);
  },
  Home: () => move(0),
  End: () => move(shown.length - 1),
  PageDown: () => move(shown.indexOf(view.item) + Math.max(1, Math.floor(list.clientHeight / rowHeight()) - 2)),
  PageUp: () => move(Math.max(0, shown.indexOf(view.item) - Math.max(1, Math.floor(list.clientHeight / rowHeight()) - 2))),
  Enter: () => {
    if (!view.item)
      move(0);
    detail.focus({ preventScroll: false });
  },
  ' ': () => detail.querySelector('[data-role=play]:enabled')?.click(),
  Escape: () => {
    if (view.item)
      closeDetail();
    else if (filtered())
      change(NO_FILTER());
  },
};
keys.ArrowDown = keys.j;
keys.ArrowUp = keys.k;

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $('keys').open)
    return;
  const target = event.target;
  const typing = target.matches('input, select, textarea');
  if (typing && event.key === 'Escape') {
    if (target === $('search') && view.q)
      change({ q: '' });
    else
      list.focus();
    event.preventDefault();
    return;
  }
  if (typing && target === $('search') && (event.key === 'Enter' || event.key === 'ArrowDown')) {
    list.focus();
    move(Math.max(0, shown.indexOf(view.item)));
    event.preventDefault();
    return;
  }
  if (typing || (target.matches('button, audio, a') && (event.key === 'Enter' || event.key === ' ')))
    return;
  if (target.matches('audio') && event.key.startsWith('Arrow'))
    return;
  const inDetail = detail.contains(target) && /^(Arrow|Page|Home|End)/.test(event.key);
  if (!inDetail && Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    keys[event.key]();
  }
});

$('search').addEventListener('input', () => change({ q: $('search').value }));
$('metric').append(...METRICS.map(([name, title]) => el('option', { value: name }, title)));
$('metric').addEventListener('change', () => change({ metric: $('metric').value, min: null, max: null }));
$('range').addEventListener('click', () => change({ min: null, max: null }));
$('theme').addEventListener('click', toggleTheme);
$('help').addEventListener('click', keys['?']);
$('keys').addEventListener('click', (event) => {
  if (event.target === $('keys'))
    $('keys').close();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { colours.clear(); paint('theme'); });
window.addEventListener('hashchange', () => {
  readAddress();
  change({});
  reveal();
});
listenToHistogram();
listenToTimeline();

// The filters, for readers who have no address to look at.
function inWords() {
  const parts = [];
  if (view.q)
    parts.push(`“${view.q}”`);
  if (view.outcomes.size)
    parts.push([...view.outcomes].map((word) => outcome(word).title).join(', '));
  if (view.min !== null || view.max !== null)
    parts.push($('range').textContent.replace('✕', '').trim());
  return parts.length ? `${count(shown.length)} of ${count(items.length)} items: ${parts.join('; ')}` : `${count(items.length)} items`;
}

// On paper everything that is shown is there, up to a number that somebody might read.
const MOST_ON_PAPER = 2000;
window.addEventListener('beforeprint', () => {
  const cell = (text) => el('td', {}, text);
  const body = el('tbody', {}, ...shown.slice(0, MOST_ON_PAPER).map((item) => el('tr', {},
    el('td', {}, outcome(item.outcome).sign + ' ', el('bdi', {}, item.file)),
    cell(answered(item) ? millis(latency(item, view.metric)) : outcome(item.outcome).title),
    cell(percent(wer(item))), cell(dollars(item.cost_usd)),
    el('td', { dir: 'auto' }, (answered(item) ? item['reply.transcript'] : item.error) || ''))));
  $('paper').replaceChildren(
    el('p', {}, inWords()),
    el('table', {}, el('thead', {}, el('tr', {}, ...['File', metricTitle(view.metric), 'WER', 'Cost', 'Answer'].map((title) => el('th', {}, title)))), body),
    shown.length > MOST_ON_PAPER ? el('p', {}, `and ${count(shown.length - MOST_ON_PAPER)} more`) : '');
});
window.addEventListener('afterprint', () => $('paper').replaceChildren());

let resizing = 0;
new ResizeObserver(() => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => { colours.clear(); paint(); if (redraw) redraw(); });
}).observe($('work'));

try {
  const theme = localStorage.getItem('realtime-cli-theme');
  if (theme === 'dark' || theme === 'light')
    document.documentElement.dataset.theme = theme;
} catch {
  // a page from a file may have no memory
}
const folder = decodeURIComponent(location.pathname).split('/').slice(-2)[0];
$('run').textContent = folder;
document.title = folder ? `${folder} · realtime-cli` : 'realtime-cli report';
paintTotals();
readAddress();
change({});
reveal();
document.body.classList.add('ready');
