// node read-picture.mjs FILE...: the digits on pictures and PDFs, each string with its confidence and what to do with it.

import { readFile } from "node:fs/promises";
import { percent } from "tenfold";
import { pageDecoder } from "tenfold/node";
import { loadReader } from "tenfold/recognize";

const reader = await loadReader();
const decoder = pageDecoder(); // in a process of its own: a damaged file cannot hang this one
for (const file of process.argv.slice(2)) {
  for await (const { picture, number } of decoder.pages(await readFile(file), file)) {
    const { strings, reason } = await reader.read(picture, { maxError: 0.01 });
    console.log(`${file}, page ${number}: ${reason ?? ""}`);
    for (const { text, confidence, status, reasons } of strings)
      console.log(`  ${text}  ${percent(confidence, { decimals: 1 })}  ${[status, ...reasons].join("; ")}`);
  }
}
decoder.close();
await reader.dispose();
