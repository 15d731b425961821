#!/usr/bin/env bash
# sharp 0.35.5 cannot write a TIFF of less than 8 bits a sample, as scans of black and white are, with LZW or deflate by its defaults.
#
# Guess: { bitdepth: 1, compression: "lzw" } is written, as { bitdepth: 1, compression: "none" } and { compression: "lzw" } are.
# Seen:  1, 2 and 4 bits fail with an error about a predictor that nobody asked for: the default, horizontal, wants 8 bits. With predictor "none" they are written.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit sharp@0.35.5
cat >probe.mjs <<'JS'
import sharp from "sharp";

const page = () => sharp(Buffer.alloc(64 * 64, 255), { raw: { width: 64, height: 64, channels: 1 } }).toColourspace("b-w");
async function said(options) {
  try {
    await page().tiff(options).toBuffer();
    return "written";
  } catch (error) {
    return /predictor/i.test(error.message) ? "predictor" : error.message;
  }
}

for (const compression of ["none", "packbits", "lzw", "deflate"]) {
  const byDefault = [];
  for (const bitdepth of [1, 2, 4]) byDefault.push(await said({ compression, bitdepth }));
  console.log(compression, ...byDefault, "with none", await said({ compression, bitdepth: 1, predictor: "none" }));
}
JS
seen=$(node probe.mjs)
wanted=$'none written written written with none written\npackbits written written written with none written
lzw predictor predictor predictor with none written\ndeflate predictor predictor predictor with none written'
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
