// Totals, distribution and timeline.

function paintTotals() {
  const bar = el('div.share', { 'aria-hidden': 'true' });
  for (const [word, n] of Object.entries(summary.outcomes))
    if (n > 0) {
      const part = el('span.' + outcomeClass(word), { title: `${count(n)} ${outcome(word).title}` });
      part.style.flexGrow = n;
      bar.append(part);
    }
  const tokens = summary.tokens;
  const audioIn = tokens.input.text + tokens.input.audio;
  const unknown = summary.cost.unknown_items;
  const tile = (title, value, note, ...more) =>
    el('div.card.tile', {}, el('h2', {}, title), el('strong', {}, value), el('span.note', {}, note), ...more);
  $('totals').append(
    tile('Answered', count(summary.outcomes.answered), `of ${count(summary.items)}`
      + (summary.failed ? `, ${count(summary.failed)} failed` : ''), bar),
    tile('Sound', duration(summary.audio_ms.sent), `sent, ${duration(summary.audio_ms.received)} received`),
    tile('Tokens', count(audioIn + tokens.output.text + tokens.output.audio),
      `${count(audioIn)} in (${count(tokens.input.cached)} cached), ${count(tokens.output.text + tokens.output.audio)} out`),
    tile('Cost', unknown === summary.items && unknown > 0 ? '–' : (unknown ? '≥ ' : '') + dollars(summary.cost.known_usd),
      unknown ? `unknown for ${count(unknown)} item${unknown === 1 ? '' : 's'}` : 'list price of all items'),
    tile('Word error rate', percent(summary.wer.rate),
      summary.wer.items ? `${count(summary.wer.errors)} of ${count(summary.wer.words)} words` : 'no references'),
    tile('Own pacing p99', summary.pacing_ms.p99.n ? summary.pacing_ms.p99.p99.toFixed(1) + ' ms' : '–',
      summary.pacing_ms.p99.n ? 'the sender’s own lateness' : 'not measured'));
}

const BINS = 56;
const histogram = { width: 0, height: 0, from: 0, to: 1, drag: null };
const PAD = { left: 8, right: 8, top: 22, bottom: 20 };

// Both charts share the scale: up to a little more than p99, what lies beyond is drawn at the end.
function scale() {
  const all = items.filter(answered).map((item) => latency(item, view.metric)).filter((v) => v !== null).sort((a, b) => a - b);
  if (!all.length)
    return null;
  const low = Math.min(0, all[0]);
  const top = Math.max(percentile(all, 99) * 1.15, low + 1);
  const step = niceStep((top - low) / 8);
  return { all, from: low < 0 ? low : Math.floor(Math.max(0, all[0] - step / 2) / step) * step, to: Math.ceil(top / step) * step, step };
}

function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
}

function paintHistogram() {
  const box = $('histogram');
  const width = box.clientWidth;
  const height = box.clientHeight;
  const range = scale();
  box.replaceChildren();
  $('distribution-note').textContent = '';
  if (!range) {
    box.append(el('p.empty', {}, 'No latencies were measured.'));
    return;
  }
  const { from, to, step } = range;
  Object.assign(histogram, { width, height, from, to });
  const x = (ms) => PAD.left + (Math.min(ms, to) - from) / (to - from) * (width - PAD.left - PAD.right);
  const bin = (ms) => Math.min(BINS - 1, Math.floor((ms - from) / (to - from) * BINS));
  const values = shown.filter(answered).map((item) => latency(item, view.metric)).filter((v) => v !== null).sort((a, b) => a - b);
  const counts = (list) => list.reduce((bins, ms) => { bins[bin(ms)]++; return bins; }, new Array(BINS).fill(0));
  const every = counts(range.all);
  const some = counts(values);
  const most = Math.max(...every);
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' });
  const base = height - PAD.bottom;
  const tall = (n) => n === 0 ? 0 : Math.max(1.5, n / most * (base - PAD.top));
  const wide = (width - PAD.left - PAD.right) / BINS;
  for (let ms = Math.ceil(from / step) * step; ms <= to; ms += step)
    drawing.append(svg('line.grid', { x1: x(ms), x2: x(ms), y1: PAD.top, y2: base }));
  for (let ms = to, room = Infinity; ms >= from - 1e-6 && ms >= 0; ms -= step)
    if (room - x(ms) > 64 || ms === to) {
      drawing.append(svg('text.tick', { x: x(ms), y: height - 5, 'text-anchor': ms === to ? 'end' : x(ms) < 20 ? 'start' : 'middle' },
        ms === to ? `${count(ms)} ms${range.all.at(-1) > to ? ' +' : ''}` : count(ms)));
      room = ms === to ? x(ms) - 30 : x(ms);
    }
  for (let i = 0; i < BINS; i++) {
    const left = PAD.left + i * wide;
    drawing.append(
      svg('rect.bar.faint', { x: left + 0.5, y: base - tall(every[i]), width: wide - 1, height: tall(every[i]), rx: 1 }),
      svg('rect.bar', { x: left + 0.5, y: base - tall(some[i]), width: wide - 1, height: tall(some[i]), rx: 1 }));
  }
  drawing.append(svg('line.axis', { x1: PAD.left, x2: width - PAD.right, y1: base, y2: base }));
  const marks = [50, 95, 99].map((p) => [p, percentile(values, p)]).filter(([, ms]) => ms !== null);
  let taken = -Infinity;
  for (const [p, ms] of marks) {
    const text = `p${p} ${millis(ms)}`;
    const room = text.length * 6.6 + 8;
    const at = Math.min(Math.max(x(ms), taken), width - room);
    drawing.append(svg('line.mark', { x1: x(ms), x2: x(ms), y1: PAD.top - 6, y2: base }),
      svg('text.mark', { x: at + 3, y: 12 }, text));
    taken = at + room;
  }
  if (view.min !== null || view.max !== null) {
    const a = x(Math.max(view.min ?? from, from));
    const b = x(view.max ?? to);
    drawing.append(svg('rect.brush', { x: a, y: PAD.top - 6, width: Math.max(1, b - a), height: base - PAD.top + 6 }));
  }
  drawing.append(svg('rect.brush', { id: 'brush', x: 0, y: PAD.top - 6, width: 0, height: base - PAD.top + 6 }));
  const words = marks.map(([p, ms]) => `p${p} ${millis(ms)}`).join(', ');
  drawing.setAttribute('aria-label', `Histogram of ${metricTitle(view.metric)}, ${count(values.length)} items: ${words || 'none'}`);
  $('distribution-note').textContent = `n = ${count(values.length)}`;
  box.append(drawing);
}

function histogramValue(event) {
  const box = $('histogram').getBoundingClientRect();
  const part = (event.clientX - box.left - PAD.left) / (histogram.width - PAD.left - PAD.right);
  const bin = Math.max(0, Math.min(BINS, part * BINS));
  return { bin, ms: (edge) => Math.round((histogram.from + edge / BINS * (histogram.to - histogram.from)) * 100) / 100 };
}

function listenToHistogram() {
  const box = $('histogram');
  box.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && scale()) {
      histogram.drag = histogramValue(event).bin;
      box.setPointerCapture(event.pointerId);
    }
  });
  box.addEventListener('pointermove', (event) => {
    if (histogram.drag === null || !$('brush'))
      return;
    const wide = (histogram.width - PAD.left - PAD.right) / BINS;
    const [a, b] = [histogram.drag, histogramValue(event).bin].sort((x, y) => x - y);
    $('brush').setAttribute('x', PAD.left + Math.floor(a) * wide);
    $('brush').setAttribute('width', (Math.ceil(b) - Math.floor(a)) * wide);
  });
  box.addEventListener('pointerup', (event) => {
    if (histogram.drag === null)
      return;
    const value = histogramValue(event);
    const [a, b] = [histogram.drag, value.bin].sort((x, y) => x - y);
    histogram.drag = null;
    const right = Math.max(Math.ceil(b), Math.floor(a) + 1);
    const min = value.ms(Math.floor(a));
    const max = right >= BINS ? null : value.ms(right);
    const again = view.min === min && view.max === max;
    change(again ? { min: null, max: null } : { min, max });
  });
  box.addEventListener('pointercancel', () => { histogram.drag = null; paintHistogram(); });
}

const timeline = { points: [] };

// In the order of their files.
function paintTimeline() {
  const canvas = $('timeline');
  const width = canvas.parentElement.clientWidth;
  const height = canvas.parentElement.clientHeight;
  const draw = surface(canvas, width, height);
  canvas.style.width = width + 'px';
  canvas.style.height = height + 'px';
  const range = scale();
  const last = Math.max(1, items.length - 1);
  $('timeline-title').textContent = 'Item by item';
  $('timeline-note').textContent = 'in the order of their names';
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${metricTitle(view.metric)} of each item in the order of names`);
  const left = 44;
  const base = height - 22;
  const x = (item) => left + item.index / last * (width - left - 10);
  draw.font = '11px system-ui, sans-serif';
  draw.fillStyle = colour('muted');
  draw.strokeStyle = colour('line');
  draw.textAlign = 'right';
  draw.textBaseline = 'middle';
  const top = 10;
  const y = (ms) => base - (Math.min(ms, range.to) - range.from) / (range.to - range.from) * (base - top);
  if (range)
    for (let ms = Math.ceil(range.from / range.step) * range.step; ms <= range.to; ms += 2 * range.step) {
      draw.beginPath();
      draw.moveTo(left, Math.round(y(ms)) + 0.5);
      draw.lineTo(width - 10, Math.round(y(ms)) + 0.5);
      draw.stroke();
      draw.fillText(count(ms), left - 6, y(ms));
    }
  const visible = new Set(shown);
  timeline.points = [];
  const size = items.length > 2000 ? 1.6 : items.length > 300 ? 2.2 : 3;
  const dot = (item, alpha) => {
    const ms = answered(item) ? latency(item, view.metric) : null;
    const at = { item, x: x(item), y: ms === null ? height - 9 : range ? y(ms) : base };
    if (answered(item) && ms === null)
      return;
    draw.globalAlpha = alpha;
    draw.fillStyle = colour(outcomeClass(item.outcome));
    draw.beginPath();
    if (ms === null)
      draw.rect(at.x - 1, height - 15, 2, 12);
    else
      draw.arc(at.x, at.y, size, 0, 7);
    draw.fill();
    if (visible.has(item))
      timeline.points.push(at);
  };
  for (const item of items)
    if (!visible.has(item))
      dot(item, 0.08);
  for (const item of shown)
    dot(item, answered(item) && items.length > 1000 ? 0.55 : 0.9);
  draw.globalAlpha = 1;
  const chosen = timeline.points.find((point) => point.item === view.item);
  if (chosen) {
    draw.strokeStyle = colour('ink');
    draw.lineWidth = 2;
    draw.beginPath();
    draw.arc(chosen.x, chosen.y, 6, 0, 7);
    draw.stroke();
  }
}

function nearest(event) {
  const box = $('timeline').getBoundingClientRect();
  let best = null;
  let least = 15 ** 2;
  for (const point of timeline.points) {
    const away = (point.x - event.clientX + box.left) ** 2 + (point.y - event.clientY + box.top) ** 2;
    if (away < least) {
      least = away;
      best = point;
    }
  }
  return best;
}

function listenToTimeline() {
  const canvas = $('timeline');
  const tip = $('tip');
  canvas.addEventListener('pointermove', (event) => {
    const point = nearest(event);
    tip.hidden = !point;
    canvas.style.cursor = point ? 'pointer' : '';
    if (!point)
      return;
    const value = answered(point.item) ? millis(latency(point.item, view.metric)) : outcome(point.item.outcome).title;
    tip.replaceChildren(el('strong', {}, value), el('bdi', {}, point.item.file));
    tip.style.left = Math.max(4, Math.min(event.clientX + 12, window.innerWidth - tip.offsetWidth - 4)) + 'px';
    tip.style.top = event.clientY + 14 + 'px';
  });
  canvas.addEventListener('pointerleave', () => { tip.hidden = true; });
  canvas.addEventListener('click', (event) => {
    const point = nearest(event);
    if (point)
      choose(point.item);
  });
}

painters.push((what) => {
  if (what !== 'item')
    paintHistogram();
  paintTimeline();
});
