// What makes one build of the kernels of the other: they differ in few instructions, so that both together take hardly more room than one.

/** Bytes that stretches begin with alike, by which they are looked for; and the shortest stretch worth telling of. */
const [KEY, SHORTEST] = [6, 8];
/** Places of a key that are tried. */
const MOST = 64;

/**
 * The difference between two files: how many steps there are, then of each step how many bytes are new, how far the stretch that is
 * copied next lies from where the last one would go on, and how long it is; last all new bytes. Numbers are LEB128, distances zigzag.
 *
 * Source: stretches copied and bytes inserted, as in Korn et al., "The VCDIFF generic differencing and compression data format", RFC 3284
 *
 * @param from what both sides have
 * @param to what is to be made of it
 */
export function deltaOf(from, to) {
  const places = placesOf(from);
  const steps = [];
  let fresh = [];
  let next = 0; // where in `from` it goes on
  for (let at = 0; at < to.length; ) {
    const { place, length } = longestMatch(from, to, at, [next, ...(places.get(keyAt(to, at)) ?? [])]);
    if (length >= SHORTEST || (place === next && length >= KEY - 2)) {
      steps.push({ fresh, place, length });
      fresh = [];
      at += length;
      next = place + length;
    } else {
      fresh.push(to[at]);
      at++;
      next++;
    }
  }
  return written([...steps, { fresh, place: next, length: 0 }]);
}

function keyAt(bytes, at) {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(KEY, bytes.length - at)).toString("latin1");
}

function placesOf(bytes) {
  const places = new Map();
  for (let at = 0; at + KEY <= bytes.length; at++) {
    const key = keyAt(bytes, at);
    const known = places.get(key);
    if (!known) places.set(key, [at]);
    else if (known.length < MOST) known.push(at);
  }
  return places;
}

/** Of candidates the first with the longest stretch. */
function longestMatch(from, to, at, candidates) {
  let best = { place: candidates[0], length: 0 };
  for (const place of candidates) {
    let length = 0;
    while (at + length < to.length && place + length < from.length && to[at + length] === from[place + length]) length++;
    if (length > best.length) best = { place, length };
  }
  return best;
}

function written(steps) {
  const bytes = [];
  const number = (value) => {
    let left = value;
    for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128);
    bytes.push(left);
  };
  number(steps.length);
  let next = 0;
  for (const { fresh, place, length } of steps) {
    const distance = place - next - fresh.length;
    number(fresh.length);
    number(distance < 0 ? -2 * distance - 1 : 2 * distance);
    number(length);
    next = place + length;
  }
  return Uint8Array.from([...bytes, ...steps.flatMap(({ fresh }) => fresh)]);
}
