// A page by one hand: 600 digits in a ruled grid.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { loadHands } from "../../packages/tenfold/dist/hands/load-hands.js";
import { gridDigits } from "../../packages/tenfold/dist/image/grids/grid-digits.js";
import { findGrids, grayscale, onLightPaper } from "../../packages/tenfold/dist/image/index.js";
import { load, pretrained } from "../../packages/tenfold/dist/index.js";
import { decodePages } from "../../packages/tenfold/dist/node/index.js";
import { lookOf } from "../../packages/tenfold/dist/recognize/looks/digit-look.js";
import { seenInViews } from "../../packages/tenfold/dist/recognize/looks/digit-views.js";
import { ruledPage } from "../reading/samples.js";
import { adaptedIn } from "./adapted.js";
import { changeHead, changeLine, changeOf } from "./changed.js";

export async function judgePage(samples, { threads, say }) {
  say("reading the ruled page");
  const { pixels, labels } = await digitsOfPage(samples);
  const parameters = await loadHands();
  console.log(`\n**the ruled page**: ${labels.length} digits of one hand\n\n${changeHead}`);
  for (const name of ["classic", "reader"]) {
    const model = await load(await pretrained(name), { threads });
    const logs = await seenInViews(lookOf(model), name === "reader" ? 4 : 0)(pixels, labels.length);
    await model.dispose();
    const judged = adaptedIn([[...labels.keys()]], { pixels, labels, logs, hands: new Uint8Array(labels.length) }, () => parameters);
    console.log(changeLine(`the shipped ${name}`, changeOf(judged)));
  }
}

export async function digitsOfPage(samples) {
  const { file, labels, grid } = ruledPage(samples);
  for await (const { picture } of decodePages(readFileSync(file), basename(file))) {
    const gray = onLightPaper(grayscale(picture));
    const found = findGrids(gray).find(({ rows, columns }) => rows === grid.rows && columns === grid.cols);
    const cells = gridDigits(gray, found).flatMap(({ digit }, at) => (digit ? [{ digit, label: labels[at] }] : []));
    const pixels = new Uint8Array(cells.length * 784);
    for (const [at, { digit }] of cells.entries()) pixels.set(digit.pixels, at * 784);
    return { pixels, labels: Uint8Array.from(cells, ({ label }) => label) };
  }
  throw new Error(`${file} holds no page`);
}
