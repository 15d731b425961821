#!/usr/bin/env bash
# signature_pad 5.1.4 draws a stroke of three points and more only as far as its last point but one: on the canvas and in toSVG(), though toData() has all points.
#
# Guess: what is drawn ends where the pen was lifted, for strokes of three points as for strokes of two.
# Seen:  two points (10 to 110) are drawn whole, as a line; three (10, 60, 110) end at 60, four (10, 60, 110, 160) at 110: a curve is drawn between the middle two of
#        four points, and none comes behind the last. Quick strokes of few points lose a quarter or half of themselves to the eye, and not to a reader of the data.
#        With the last point given twice the curve goes to the end.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit signature_pad@5.1.4 jsdom@26.1.0
cat >probe.mjs <<'JS'
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<canvas></canvas>");
Object.assign(globalThis, { window, document: window.document, navigator: window.navigator });
const canvas = window.document.querySelector("canvas");
canvas.getContext = () => new Proxy({}, { get: () => () => {}, set: () => true }); // toSVG() needs none of it
const { default: SignaturePad } = await import("signature_pad");
const pad = new SignaturePad(canvas);

const strokeTo = (...across) => ({
  penColor: "black",
  dotSize: 0,
  minWidth: 1,
  maxWidth: 2,
  velocityFilterWeight: 0.7,
  compositeOperation: "source-over",
  points: across.map((x, at) => ({ x, y: 10, pressure: 0.5, time: 20 * at })),
});
for (const across of [[10, 110], [10, 60, 110], [10, 60, 110, 160], [10, 60, 110, 110]]) {
  pad.fromData([strokeTo(...across)]);
  const drawn = [...pad.toSVG().matchAll(/(?:x2="|,10\.000 |M |C )([\d.]+)/g)].map(([, x]) => Number(x));
  console.log(`${across.join(" ")}: drawn to ${Math.max(...drawn)}`);
}
JS
seen=$(node probe.mjs)
wanted="10 110: drawn to 110
10 60 110: drawn to 60
10 60 110 160: drawn to 110
10 60 110 110: drawn to 110"
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
