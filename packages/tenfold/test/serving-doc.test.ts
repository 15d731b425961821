import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mnist } from "../src/node/sets/mnist.js";
import { loadReaders, type Reading } from "../src/recognize/index.js";
import { writtenWith } from "./written.js";

/** The server of docs/serving.md, running as it stands. */
let server: ChildProcess;
let folder: string;
let address: string;
let pictureOf: (text: string) => Promise<Uint8Array<ArrayBuffer>>;

beforeAll(async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/serving.md"), "utf8");
  const [, code = ""] = /```js\n(import[\s\S]*?)```/.exec(doc) ?? [];
  const dist = (entry: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, "../dist", entry, "index.js")).href);
  folder = await mkdtemp(join(tmpdir(), "tenfold-serving-"));
  await writeFile(
    join(folder, "server.mjs"),
    code.replace(/"tenfold(\/\w+)?"/g, (_, entry = "") => dist(`.${entry}`)),
  );
  server = spawn(process.execPath, [join(folder, "server.mjs")], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(server.stdout as NodeJS.ReadableStream), "line");
  address = line as string;
  const { test } = await mnist();
  pictureOf = async (text) => {
    const { pixels, height, width } = writtenWith(test, [text]);
    return new Uint8Array(
      await sharp(pixels, { raw: { height, width, channels: 1 } })
        .png()
        .toBuffer(),
    );
  };
});
afterAll(async () => {
  server?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

const post = async (body: BodyInit) => {
  const response = await fetch(address, { method: "POST", body });
  return { status: response.status, body: await response.json() };
};

it("docs/serving.md reads many pictures at once as it stands", async () => {
  const doc = await readFile(join(import.meta.dirname, "../../../docs/serving.md"), "utf8");
  const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(doc) ?? [];
  const { test } = await mnist();
  const pictures = ["2718", "31415", "60"].map((text) => writtenWith(test, [text]));
  const run = new Function("loadReaders", "pictures", `return (async () => { ${code}; return readings; })()`);
  const readings: Reading[] = await run(loadReaders, pictures);
  expect(readings.map(({ strings }) => strings[0]?.text)).toEqual(["2718.00", "31415.00", "60.00"]);
});

describe("the server of docs/serving.md", () => {
  it("answers requests at once, each with its own picture's digits", async () => {
    const texts = ["31415", "2718", "60221", "1618", "299", "6674", "1380", "1602", "9109", "8854", "1256", "5291"];
    const found = await Promise.all(texts.map(async (text) => post(await pictureOf(text))));
    expect(found.map(({ status }) => status)).toEqual(texts.map(() => 200));
    const said = found.map(({ body }) => body.pages[0].strings[0].text);
    expect(said.filter((text, at) => text === texts[at]).length).toBeGreaterThanOrEqual(10);
    expect(found[0]?.body).toEqual({
      pages: [{ page: 1, strings: [{ text: "31415", confidence: expect.any(Number), status: expect.stringMatching(/accepted|review/) }] }],
    });
  });

  it("answers what is no picture, or too large, with a sentence", async () => {
    const [text, empty, large] = await Promise.all([post("a text"), post(""), post(new Uint8Array(20_000_001))]);
    expect(text).toEqual({
      status: 400,
      body: {
        error:
          "the request's body holds text, whatever its name says, and is no picture that can be read; pass PNG, JPEG, WebP, TIFF or PDF",
      },
    });
    expect(empty).toEqual({ status: 400, body: { error: "the request's body is empty; pass a picture or a PDF" } });
    expect(large).toEqual({ status: 400, body: { error: "the body is larger than 20000000 bytes; send a smaller picture" } });
  });

  it("sends those away that find no room, and goes on when others hang up", async () => {
    const body = await pictureOf("1234");
    const impatient = Array.from({ length: 10 }, () =>
      fetch(address, { method: "POST", body, signal: AbortSignal.timeout(100) }).then(
        () => {},
        () => {},
      ),
    );
    const many = await Promise.all([...Array.from({ length: 90 }, () => post(body)), ...impatient]);
    const statuses = new Set(many.flatMap((one) => (one ? [one.status] : [])));
    expect([...statuses].sort()).toEqual([200, 503]);
    expect(many.find((one) => one?.status === 503)?.body.error).toMatch(
      /^read: \d calls? (is|are) at work and 64 wait, as many as may; call again later$/,
    );
    expect((await post(await pictureOf("31415"))).body.pages[0].strings[0].text).toBe("31415");
  });

  it("ends when it is told to", async () => {
    server.kill("SIGTERM");
    expect(await once(server, "exit")).toEqual([0, null]);
  });
});
