// node bench/slanted.js: how many composed strings come out right when their lines climb or fall.

import { parseArgs } from "node:util";
import { rectify } from "../packages/tenfold/dist/image/index.js";
import { loadReader } from "../packages/tenfold/dist/recognize/index.js";
import { composedField, keptStrings } from "./reading/kept-strings.js";

const help = `usage: node bench/slanted.js [options]

  --composed N       how many strings, 400 unless told
  --seed N           of the composing; 14 unless told
  --degrees LIST     by how many degrees they fall to the right; 0,-35,-25,-15,15,25,35 unless told
`;

const { values } = parseArgs({
  options: {
    composed: { type: "string", default: "400" },
    seed: { type: "string", default: "14" },
    degrees: { type: "string", default: "0,-35,-25,-15,15,25,35" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const next = await keptStrings({ seed: Number(values.seed) });
const strings = Array.from({ length: Number(values.composed) }, next);
const reader = await loadReader({ threads: 1 });
console.log("| falls by | strings right | |\n|---|---|---|");
for (const degrees of values.degrees.split(",").map(Number)) {
  let right = 0;
  for (const { picture, text } of strings) {
    const { strings: read } = await reader.read(turned(picture, degrees), { field: composedField });
    if ((read[0]?.text ?? "").replace(/\D/g, "") === text) right++;
  }
  console.log(`| ${degrees} degrees | ${right} of ${strings.length} | ${((100 * right) / strings.length).toFixed(2)} % |`);
}
await reader.dispose();

/** On a picture that is large enough, paper around. */
function turned(gray, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const height = Math.ceil(gray.width * Math.abs(sin) + gray.height * cos);
  const width = Math.ceil(gray.width * cos + gray.height * Math.abs(sin));
  const sorted = gray.pixels.slice().sort();
  const x = gray.width / 2 - (cos * width + sin * height) / 2;
  const y = gray.height / 2 - (cos * height - sin * width) / 2;
  return rectify(gray, [cos, sin, x, -sin, cos, y, 0, 0, 1], { height, width }, sorted[Math.floor(0.6 * sorted.length)]);
}
