// node forms.mjs TEMPLATE FILE...: forms of one kind, a row of CSV each, and on stderr what a person should look at.

import { readFile } from "node:fs/promises";
import { InputError } from "tenfold";
import { parseTemplate, readForm } from "tenfold/forms";
import { decodePages } from "tenfold/node";
import { loadReader } from "tenfold/recognize";

const [path, ...files] = process.argv.slice(2);
const template = parseTemplate(JSON.parse(await readFile(path, "utf8")));
const names = template.pages.flatMap(({ fields }) => fields.map(({ name }) => name));
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const reader = await loadReader();

console.log(["file", ...names].map(quoted).join());
for (const file of files) {
  const values = new Map();
  try {
    for await (const { picture, number } of decodePages(await readFile(file), file)) {
      const page = ((number - 1) % template.pages.length) + 1;
      for (const { name, text, status, reasons } of (await readForm(picture, template, { reader, page, maxError: 0.01 })).fields) {
        values.set(name, text);
        if (status === "review") console.error(`${file}: look at ${name}: ${text || "nothing"}; ${reasons.join("; ")}`);
      }
    }
    console.log([file, ...names.map((name) => values.get(name) ?? "")].map(quoted).join());
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(`${file}: ${error.message}`); // no such form, a damaged scan: the others go on
    process.exitCode = 1;
  }
}
await reader.dispose();
