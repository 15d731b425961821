#!/usr/bin/env bash
# utif2 4.1.0 shows some plain gray TIFFs wrongly, without an error: 4 bits a sample come out all black, and gray JPEG strips lose half of the ink,
# while 1, 2 and 8 bits, fax G4 and JPEG strips in color are right.
#
# Guess: a decoder that knows 1, 2 and 8 bits knows 4, and one that knows JPEG in color knows it in gray: 1024 dark pixels throughout.
# Seen:  4 bits 4096 (everything), gray JPEG 496.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit utif2@4.1.0 sharp@0.35.5
cat >probe.mjs <<'JS'
import sharp from "sharp";
import UTIF from "utif2";

// A black square of 32 x 32 on white paper of 64 x 64.
const pixels = Buffer.alloc(64 * 64, 255);
for (let y = 16; y < 48; y++) pixels.fill(0, y * 64 + 16, y * 64 + 48);
const gray = () => sharp(pixels, { raw: { width: 64, height: 64, channels: 1 } }).toColourspace("b-w");

async function darkPixels(image, options) {
  const bytes = await image.tiff(options).toBuffer();
  const [first] = UTIF.decode(bytes);
  UTIF.decodeImage(bytes, first);
  return UTIF.toRGBA8(first).reduce((dark, value, index) => dark + (index % 4 === 0 && value < 128 ? 1 : 0), 0);
}

for (const bitdepth of [1, 2, 4]) console.log(`${bitdepth} bits`, await darkPixels(gray(), { compression: "none", bitdepth }));
console.log("8 bits", await darkPixels(gray(), { compression: "none" }));
console.log("fax G4", await darkPixels(gray(), { compression: "ccittfax4", bitdepth: 1 }));
console.log("JPEG in color", await darkPixels(gray().toColourspace("srgb"), { compression: "jpeg", quality: 90 }));
console.log("JPEG in gray", await darkPixels(gray(), { compression: "jpeg", quality: 90 }));
JS
seen=$(node probe.mjs)
wanted=$'1 bits 1024\n2 bits 1024\n4 bits 4096\n8 bits 1024\nfax G4 1024\nJPEG in color 1024\nJPEG in gray 496'
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
