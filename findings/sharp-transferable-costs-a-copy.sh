#!/usr/bin/env bash
# sharp 0.35.5: toUint8Array(), made so that pixels can move to another thread without a copy, takes twice the memory that toBuffer() takes at its peak: it copies all pixels
# into the transferable buffer while the first ones are still there. Where a process decodes large pages under a limit, the older call is the frugal one.
#
# Guess: both take the pixels once; toUint8Array() hands over the memory that libvips wrote.
# Seen:  of 300 MB of pixels toBuffer() adds one time as much to the process, toUint8Array() two times. What toBuffer() gives cannot be moved in return: named in a transfer
#        list, Node 20 copies it without a word.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit sharp@0.35.5
cat >probe.mjs <<'JS'
import { readFile } from "node:fs/promises";
import sharp from "sharp";

const [how] = process.argv.slice(2);
const side = 10_000;
if (how === "make") {
  await sharp({ create: { width: side, height: side, channels: 3, background: "#cde" } }).png({ compressionLevel: 1 }).toFile("page.png");
  process.exit();
}
const bytes = await readFile("page.png");
await sharp({ create: { width: 8, height: 8, channels: 3, background: "white" } }).raw().toBuffer(); // what sharp takes itself
const before = process.resourceUsage().maxRSS;
const pipeline = sharp(bytes).raw();
const { data } = how === "toBuffer" ? await pipeline.toBuffer({ resolveWithObject: true }) : await pipeline.toUint8Array();
const times = Math.round(((process.resourceUsage().maxRSS - before) * 1024) / data.length);
try {
  structuredClone(data, { transfer: [data.buffer] });
} catch {
  // from Node 21 on, of what cannot be moved
}
console.log(`${how}: takes ${times} times its pixels, ${data.length === 0 ? "moves" : "stays"} when it is transferred`);
JS
node probe.mjs make
seen="$(node probe.mjs toBuffer)
$(node probe.mjs toUint8Array)"
wanted=$'toBuffer: takes 1 times its pixels, stays when it is transferred\ntoUint8Array: takes 2 times its pixels, moves when it is transferred'
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
