import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { DecodingError } from "../../errors.js";
import { startDecoder } from "./decoder-process.js";

it("tells how a decoder broke off, at work or before it began", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tenfold-decoder-"));
  const ready = Buffer.from('{"is":"ready"}');
  const says = `const head = Buffer.alloc(8); head[0] = ${ready.length}; require("fs").writeSync(3, Buffer.concat([head, Buffer.from(${JSON.stringify(ready.toString())})]));`;
  try {
    for (const [name, program, how] of [
      ["aborts", `${says} process.stdin.once("data", () => process.abort());`, "SIGABRT"],
      ["exits", `${says} process.stdin.once("data", () => process.exit(7));`, "exit code 7"],
      ["never begins", "process.exit(3);", "exit code 3"],
    ] as const) {
      const path = join(folder, `${name}.cjs`);
      await writeFile(path, program);
      const decoder = startDecoder({ timeoutMs: 30_000, memoryMB: 500 }, pathToFileURL(path));
      const error = await decoder
        .ask("page 3 of scan.pdf", { ask: "open", name: "scan.pdf" }, { body: new Uint8Array(3e6) })
        .catch((error) => error);
      expect(error).toBeInstanceOf(DecodingError);
      expect(error).toMatchObject({
        exceeded: "decoder",
        message: `the decoder broke off at page 3 of scan.pdf (${how}); open it elsewhere and save it as PNG`,
      });
      expect(decoder.isAlive()).toBe(false);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
