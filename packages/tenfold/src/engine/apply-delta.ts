/**
 * Makes a file of another one and what differs, as `scripts/kernel-delta.js` tells it: steps of so many new bytes and a stretch that is copied.
 *
 * @param from what the difference was taken from
 */
export function applyDelta(from: Uint8Array, delta: Uint8Array): Uint8Array<ArrayBuffer> {
  let at = 0;
  const number = (): number => {
    let [value, shift] = [0, 0];
    for (let byte = 128; byte > 127; shift += 7) {
      byte = delta[at++] as number;
      value |= (byte & 127) << shift;
    }
    return value;
  };
  const steps = Array.from({ length: number() }, () => ({ fresh: number(), distance: number(), length: number() }));
  const to = new Uint8Array(steps.reduce((sum, { fresh, length }) => sum + fresh + length, 0));
  let [next, end] = [0, 0];
  for (const { fresh, distance, length } of steps) {
    to.set(delta.subarray(at, at + fresh), end);
    at += fresh;
    const place = next + fresh + (distance & 1 ? -(distance + 1) / 2 : distance / 2);
    to.set(from.subarray(place, place + length), end + fresh);
    next = place + length;
    end += fresh + length;
  }
  return to;
}
