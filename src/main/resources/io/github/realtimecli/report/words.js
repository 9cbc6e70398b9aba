// Words as the word error rate compares them, and where two texts differ. The rules are those of the figures in results.jsonl.

const ALONE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

// Each comparable word with the stretch of text that it comes from.
function wordsOf(text) {
  const found = [];
  let word = null;
  const characters = [...text.normalize('NFKC')];
  const digit = (c) => c !== undefined && /\p{Nd}/u.test(c);
  const close = () => {
    if (word)
      found.push(word);
    word = null;
  };
  characters.forEach((c, i) => {
    const between = digit(characters[i - 1]) && digit(characters[i + 1]);
    if (ALONE.test(c) && /\p{L}/u.test(c)) {
      close();
      found.push({ key: c.toLowerCase(), text: c });
    } else if (/[\p{L}\p{Nd}\p{M}]/u.test(c) || (c === '.' && between)) {
      word ??= { key: '', text: '' };
      word.key += c.toLowerCase();
      word.text += c;
    } else if (/['’ʼ‘]/.test(c) || (c === ',' && between)) {
      if (word)
        word.text += c;
    } else {
      close();
    }
  });
  close();
  return found;
}

const MOST_WORDS = 1500;

// The least changes that make the transcript of the reference: pairs of words, one of them null where it is missing.
function difference(reference, transcript) {
  const a = wordsOf(reference);
  const b = wordsOf(transcript);
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return null;
  const wide = b.length + 1;
  const cost = new Float64Array((a.length + 1) * wide);
  const ERROR = 1;
  const OTHER = 1 + 1e-6; // of equally many errors, those that leave more words right
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++)
      if (i === 0 || j === 0)
        cost[i * wide + j] = (i + j) * ERROR;
      else
        cost[i * wide + j] = Math.min(cost[(i - 1) * wide + j - 1] + (a[i - 1].key === b[j - 1].key ? 0 : OTHER),
          cost[(i - 1) * wide + j] + ERROR, cost[i * wide + j - 1] + ERROR);
  const pairs = [];
  for (let i = a.length, j = b.length; i > 0 || j > 0;) {
    const here = cost[i * wide + j];
    const same = i > 0 && j > 0 && a[i - 1].key === b[j - 1].key;
    if (i > 0 && j > 0 && here === cost[(i - 1) * wide + j - 1] + (same ? 0 : OTHER))
      pairs.push([a[--i], b[--j], same]);
    else if (i > 0 && here === cost[(i - 1) * wide + j] + ERROR)
      pairs.push([a[--i], null, false]);
    else
      pairs.push([null, b[--j], false]);
  }
  return pairs.reverse();
}

// The transcript with what differs marked; plain text where it is too long to compare.
function marked(reference, transcript) {
  const pairs = difference(reference, transcript);
  if (!pairs)
    return el('p.said', { dir: 'auto' }, transcript);
  const said = el('p.said', { dir: 'auto' });
  for (const [wanted, heard, same] of pairs) {
    if (same)
      said.append(heard.text);
    else {
      if (wanted)
        said.append(el('del', { title: 'in the reference' }, wanted.text));
      if (wanted && heard)
        said.append(' ');
      if (heard)
        said.append(el('ins', { title: 'heard' }, heard.text));
    }
    said.append(' ');
  }
  return said;
}
