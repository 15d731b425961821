import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterEach, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { inWorkplace } from "../../works/test/workplace.js";

inWorkplace();

const program = fileURLToPath(new URL("../bin/tenfold.js", import.meta.url));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

interface Started {
  readonly child: ChildProcess;
  /** The first line of stdout, or undefined where it ended without one. */
  readonly address: string | undefined;
  readonly err: () => string;
  readonly code: Promise<number | null>;
}

/** Starts the program, until it has printed its address or ended. */
async function start(...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let [out, err] = ["", ""];
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const code = once(child, "close").then(([code]) => code as number | null);
  const address = await new Promise<string | undefined>((done) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("\n")) done(out.split("\n")[0]);
    });
    void code.then(() => done(undefined));
  });
  return { child, address, err: () => err, code };
}

const serve = (...more: readonly string[]) => start("serve", "--port", "0", "--data", "kept", "--workers", "1", ...more);

async function png(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const { pixels, height, width, channels } = writtenWith((await mnist()).test, [text]);
  const bytes = await sharp(pixels as Uint8Array, { raw: { height, width, channels } })
    .png()
    .toBuffer();
  return new Uint8Array(bytes);
}

it("keeps what it acknowledged through a kill, refuses a second process, and ends well", { timeout: 120_000 }, async () => {
  const first = await serve();
  expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const send = async (at: string | undefined, key: number) => {
    const headers = { "content-type": "image/png", "idempotency-key": String(key) };
    const response = await fetch(`${at}/v1/documents?name=${key}.png`, { method: "POST", headers, body: await png(String(key)) });
    expect(response.status).toBe(202);
    return ((await response.json()) as { id: string }).id;
  };
  const ids = [await send(first.address, 31), await send(first.address, 62), await send(first.address, 93)];
  const began = Date.now();
  const second = await start("keys", "list", "--data", "kept");
  expect([await second.code, Date.now() - began]).toEqual([1, expect.any(Number)]);
  expect(second.err()).toContain(`kept is being written by process ${first.child.pid}`);
  const third = await serve();
  expect([await third.code, third.err()]).toEqual([1, expect.stringMatching(/^tenfold: kept is being written by process/)]); // before anything is loaded or opened
  first.child.kill("SIGKILL");
  await first.code;
  const again = await serve();
  expect(await send(again.address, 31)).toBe(ids[0]);
  const texts = async () =>
    Promise.all(
      ids.map(async (id) => {
        const response = await fetch(`${again.address}/v1/documents/${id}/result.json`);
        const { pages } = (await response.json()) as { pages?: { strings: { text: string }[] }[] };
        return pages?.[0]?.strings[0]?.text;
      }),
    );
  await expect.poll(texts, { timeout: 60_000, interval: 500 }).toEqual(["31", "62", "93"]);
  const port = Number(new URL(again.address ?? "").port);
  const stalled = connect(port, "127.0.0.1");
  stalled
    .on("error", () => {})
    .write("POST /v1/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/png\r\nContent-Length: 99\r\n\r\nabc");
  await new Promise((done) => setTimeout(done, 300));
  again.child.kill("SIGINT");
  expect(await again.code).toBe(0); // though a request never comes to its end
  expect(again.err()).toContain("Ending: what is being read is read to its end");
});

it("says in a sentence why it cannot start", { timeout: 60_000 }, async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const busy = await start("serve", "--port", String(port), "--data", "kept", "--workers", "1");
  expect([await busy.code, busy.err()]).toEqual([
    1,
    expect.stringContaining(`cannot listen on 127.0.0.1:${port}: another program listens there`),
  ]);
  expect(busy.err()).not.toContain("Opening the database"); // told before anything is begun
  taken.close();
  const nowhere = await serve("--database", "postgres://me:secret@127.0.0.1:1/x");
  expect([await nowhere.code, nowhere.err()]).toEqual([
    1,
    expect.stringContaining("cannot reach the database postgres://me@127.0.0.1:1/x"),
  ]);
  expect(nowhere.err()).not.toContain("secret");
  const unwritable = await start("serve", "--data", "/dev/null/x");
  expect([await unwritable.code, unwritable.err()]).toEqual([1, expect.stringContaining("choose another folder with --data")]);
});

it("makes keys that are shown once, and ends them", { timeout: 60_000 }, async () => {
  const keys = async (...args: readonly string[]) => {
    const { address: out, err, code } = await start("keys", ...args, "--data", "kept");
    return { code: await code, out, err: err() };
  };
  const made = await keys("add", "scanner");
  expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^tf_[0-9a-f]{12}_[0-9a-f]{64}$/)]);
  const id = made.out?.split("_")[1] ?? "";
  expect((await keys("list")).out).toContain(`${id}  read    `);
  expect((await keys("revoke", id)).err).toContain('The key "scanner" is revoked');
  expect((await keys("revoke", id)).code).toBe(1);
  expect((await keys("ad")).code).toBe(2);
});

it("refuses another process's folder before it loads the library", async () => {
  await mkdir("taken");
  await writeFile(`taken/.process-${process.pid}.lock`, "");
  const env = { ...process.env, NODE_V8_COVERAGE: "loaded" };
  const child = spawn(process.execPath, [program, "serve", "--port", "0", "--data", "taken"], { env, stdio: "ignore" });
  expect((await once(child, "close"))[0]).toBe(1);
  const [told] = await readdir("loaded");
  const { result } = JSON.parse(await readFile(`loaded/${told}`, "utf8")) as { result: { url: string }[] };
  const ours = result.map(({ url }) => url).filter((url) => url.includes("/packages/"));
  expect(ours.filter((url) => url.includes("/tenfold/dist/") && !/errors\.js$/.test(url))).toEqual([]);
  expect(ours.length).toBeLessThan(30);
});
