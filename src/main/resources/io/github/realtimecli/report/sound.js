// A turn as sound: question and answer on one time axis, the instants, and a player of both.

function drawSound(draw, values, left, right, middle, half, fillStyle) {
  draw.fillStyle = fillStyle;
  const width = Math.max(1, right - left);
  if (!values) {
    draw.globalAlpha = 0.35;
    draw.fillRect(left, middle - half * 0.18, width, half * 0.36);
    draw.globalAlpha = 1;
    return;
  }
  const n = values.length / 2;
  draw.beginPath();
  for (let i = 0; i < n; i++)
    draw.lineTo(left + (i + 0.5) / n * width, middle - Math.max(values[2 * i + 1] * half, 0.5));
  for (let i = n - 1; i >= 0; i--)
    draw.lineTo(left + (i + 0.5) / n * width, middle - Math.min(values[2 * i] * half, -0.5));
  draw.closePath();
  draw.fill();
}

const LANES = { question: 56, answer: 142, half: 34, top: 16, axis: 190, height: 270 };

// Draws the turn and gives what turns pixels into milliseconds.
function drawTurn(canvas, item, width) {
  const at = layout(item);
  const draw = surface(canvas, width, LANES.height);
  const left = 10;
  const right = width - 10;
  const x = (ms) => left + ms / at.end * (right - left);
  draw.font = '11px system-ui, sans-serif';
  draw.textBaseline = 'middle';
  const step = niceStep(at.end / Math.max(3, width / 90));
  draw.textAlign = 'center';
  for (let ms = 0; ms <= at.end; ms += step) {
    draw.fillStyle = colour('line');
    draw.fillRect(Math.round(x(ms)), LANES.top, 1, LANES.axis - LANES.top);
    draw.fillStyle = colour('muted');
    draw.textAlign = ms === 0 ? 'left' : 'center';
    if (x(ms) < right - 16)
      draw.fillText(`${+(ms / 1000).toFixed(2)}${ms === 0 ? ' s' : ''}`, x(ms), LANES.axis + 10);
  }
  if (at.waitsFrom !== null) {
    draw.fillStyle = colour('wait');
    draw.fillRect(x(at.waitsFrom), LANES.top, x(at.first) - x(at.waitsFrom), LANES.axis - LANES.top);
  }
  if (at.question > 0)
    drawSound(draw, peaks(item['question.peaks']), x(0), x(at.question), LANES.question, LANES.half, colour('question'));
  if (at.answer > 0)
    drawSound(draw, peaks(item['answer.peaks']), x(at.from), x(at.from + at.answer), LANES.answer, LANES.half, colour('answer'));
  drawInstants(draw, at, x, right);
  return { at, x, time: (px) => Math.max(0, Math.min(at.end, (px - left) / (right - left) * at.end)) };
}

function drawInstants(draw, at, x, right) {
  const instants = [['speech end', at.speechEnd], ['commit', at.commit], ['first audio', at.first],
    ['first voiced', at.voiced], ['done', at.done]].filter(([, ms]) => ms !== null).sort((a, b) => a[1] - b[1]);
  // what ends the question is named to its left, what begins the answer to its right
  const levels = [[], [], [], []];
  for (const [name, ms] of instants) {
    const text = `${name} ${(ms / 1000).toFixed(2)}`;
    const wide = draw.measureText(text).width;
    const leftOf = (name === 'speech end' || name === 'commit') && x(ms) - wide - 4 > 0;
    const begin = leftOf ? x(ms) - wide - 3 : Math.max(0, Math.min(x(ms) - 1, right + 8 - wide));
    const free = levels.findIndex((taken) => taken.every(([a, b]) => begin + wide + 8 < a || begin > b + 8));
    const level = free < 0 ? levels.length - 1 : free;
    levels[level].push([Math.min(begin, x(ms)), Math.max(begin + wide, x(ms))]);
    const y = LANES.axis + 28 + level * 15;
    draw.fillStyle = colour('ink');
    draw.globalAlpha = 0.7;
    draw.fillRect(Math.round(x(ms)) - 0.5, LANES.top - 6, 1.5, y + (leftOf ? 6 : -7) - LANES.top + 6);
    draw.globalAlpha = 1;
    draw.textAlign = 'left';
    draw.fillText(text, begin, y);
  }
  if (at.waitsFrom !== null) {
    const text = millis(at.waited);
    draw.font = '600 12px system-ui, sans-serif';
    const wide = draw.measureText(text).width;
    const middle = Math.min(Math.max((x(at.waitsFrom) + x(at.first)) / 2, 10 + wide / 2), right - wide / 2);
    draw.textAlign = 'center';
    draw.fillStyle = colour('card');
    draw.fillRect(middle - wide / 2 - 4, 90, wide + 8, 18);
    draw.fillStyle = colour('ink');
    draw.fillText(text, middle, 99.5);
    draw.font = '11px system-ui, sans-serif';
  }
}

// Plays a turn as it was: the question, the wait, the answer. Its clock runs by itself; the sounds join in when it is their time.
function player(at, question, answer, moved, ended) {
  let position = 0;
  let since = null;
  let frame = 0;
  const sounds = [[question, 0, at.question], [answer, at.from, at.answer]].filter(([audio]) => audio);
  const silence = () => sounds.forEach(([audio]) => audio.pause());
  function follow() {
    const now = performance.now();
    position += now - since;
    since = now;
    for (const [audio, from, length] of sounds)
      if (audio.paused && !audio.ended && position >= from && position < from + length - 30) {
        audio.currentTime = (position - from) / 1000;
        audio.play().catch(() => { audio.classList.add('unplayable'); });
      }
    moved(position);
    if (position >= at.end)
      stop(0);
    else
      frame = requestAnimationFrame(follow);
  }
  function stop(rewound) {
    cancelAnimationFrame(frame);
    since = null;
    silence();
    if (rewound !== undefined)
      position = rewound;
    moved(position);
    ended();
  }
  return {
    playing: () => since !== null,
    toggle() {
      if (since !== null) {
        stop();
        return;
      }
      since = performance.now();
      frame = requestAnimationFrame(follow);
    },
    seek(ms) {
      silence();
      position = ms;
      moved(position);
    },
    stop,
  };
}
