#!/usr/bin/env bash
# sharp 0.35.5 writes a resolution into files of which nobody said one, each format another: TIFF and PNG get a pixel a millimeter (25.4 an inch), JPEG 72 an inch;
# and of its own TIFF and PNG its metadata() says none. A scan that went through it is meters high for whoever believes the tags.
#
# Guess: without withMetadata({ density }) the tags are left out, or all say 72, and metadata() says what is in the file.
# Seen:  TIFF 25.4 in its tags and undefined in metadata(), PNG 1000 a meter and undefined, JPEG 72 and 72; with a density of 300 all agree.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit sharp@0.35.5
cat >probe.mjs <<'JS'
import sharp from "sharp";

const image = () => sharp(Buffer.alloc(16, 200), { raw: { width: 4, height: 4, channels: 1 } });

/** XResolution and its unit, from the first directory of a little-endian TIFF. */
function tiffTag(bytes) {
  const at = bytes.readUInt32LE(4);
  const entries = Array.from({ length: bytes.readUInt16LE(at) }, (_, nth) => at + 2 + 12 * nth);
  const place = entries.find((entry) => bytes.readUInt16LE(entry) === 282);
  const [upper, lower] = [0, 4].map((by) => bytes.readUInt32LE(bytes.readUInt32LE(place + 8) + by));
  return (upper / lower).toFixed(1);
}

/** Pixels a unit across in pHYs. */
const pngChunk = (bytes) => bytes.readUInt32BE(bytes.indexOf("pHYs") + 4);

for (const density of [undefined, 300]) {
  const made = () => (density ? image().withMetadata({ density }) : image());
  const [tiff, png, jpeg] = await Promise.all([made().tiff({ compression: "none" }).toBuffer(), made().png().toBuffer(), made().jpeg().toBuffer()]);
  const said = async (bytes) => (await sharp(bytes).metadata()).density;
  console.log(`asked ${density}: TIFF ${tiffTag(tiff)}, told ${await said(tiff)}; PNG ${pngChunk(png)}, told ${await said(png)}; JPEG told ${await said(jpeg)}`);
}
JS
seen=$(node probe.mjs)
wanted=$'asked undefined: TIFF 25.4, told undefined; PNG 1000, told undefined; JPEG told 72\nasked 300: TIFF 300.0, told 300; PNG 11811, told 300; JPEG told 300'
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
