/** Of the 20 x 20 pixels that MNIST scales a digit to, so much is left for the middle of a pen that is PEN pixels wide. */
const BOX = 17.5;
const PEN = 2.5;

/**
 * Pen strokes [[x, y, x, y, ...], ...], y upward, as 28 x 28 bytes of ink like MNIST's: scaled into its box, drawn with a round pen, and
 * moved so that the center of mass is the center.
 */
export function drawn(strokes) {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 1));
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = BOX / Math.max(right - left, high - low, 1e-6);
  const place = (x, y) => [13.5 + (x - (left + right) / 2) * scale, 13.5 - (y - (low + high) / 2) * scale];
  const lines = strokes.flatMap((stroke) => linesOf(stroke, place));
  const ink = Float64Array.from({ length: 784 }, (_, at) => {
    const nearest = Math.min(...lines.map((line) => distance(at % 28, Math.floor(at / 28), line)));
    return Math.min(1, Math.max(0, PEN / 2 + 0.5 - nearest));
  });
  return centered(ink);
}

function linesOf(stroke, place) {
  const points = Array.from({ length: stroke.length / 2 }, (_, at) => place(stroke[2 * at], stroke[2 * at + 1]));
  return points.length === 1 ? [[points[0], points[0]]] : points.slice(1).map((point, at) => [points[at], point]);
}

/** From (x, y) to the nearest point of a line from a to b. */
function distance(x, y, [[ax, ay], [bx, by]]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

function centered(ink) {
  const sum = (weight) => ink.reduce((total, value, at) => total + value * weight(at), 0);
  const all = sum(() => 1);
  const across = Math.round(13.5 - sum((at) => at % 28) / all);
  const down = Math.round(13.5 - sum((at) => Math.floor(at / 28)) / all);
  return Uint8Array.from({ length: 784 }, (_, at) => {
    const [x, y] = [(at % 28) - across, Math.floor(at / 28) - down];
    return x < 0 || x > 27 || y < 0 || y > 27 ? 0 : Math.round(255 * ink[y * 28 + x]);
  });
}
