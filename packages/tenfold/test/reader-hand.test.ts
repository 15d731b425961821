import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Picture } from "../src/image/basics/picture.js";
import { mnist } from "../src/node/sets/mnist.js";
import { loadHands, loadReader, type Reader, writerProfile } from "../src/recognize/index.js";
import { writtenWith } from "./written.js";

let reader: Reader;
let written: (lines: readonly string[]) => Picture;

beforeAll(async () => {
  reader = await loadReader({ threads: 1, effort: "fast" });
  const { test } = await mnist();
  written = (lines) => writtenWith(test, lines);
});
afterAll(() => reader.dispose());

const LINES = ["60221", "16021", "66741"];

describe("a reader that hears a hand", () => {
  it('reads with "many" as without, bit for bit, and says nothing of a hand', async () => {
    const plain = await reader.read(written(LINES), { layout: "lines" });
    expect(await reader.read(written(LINES), { layout: "lines", hand: "many" })).toEqual(plain);
    expect(plain).not.toHaveProperty("context");
  });

  it("reads lines and fields by the hand that somebody knows to be one, and says how many digits showed it", async () => {
    const lines = await reader.read(written(LINES), { layout: "lines", hand: "one" });
    expect(lines.strings.map(({ text }) => text)).toEqual(LINES);
    expect(lines.context?.from).toBeGreaterThanOrEqual(14);
    expect(lines.context?.changed).toBe(0);
    const zip = await reader.read(written(["94107"]), { field: "us-zip", hand: "one" });
    expect([zip.strings[0]?.text, zip.context]).toEqual(["94107", { from: 5, changed: 0 }]);
  });

  it("makes nothing of digits that several people wrote, as those of MNIST did", async () => {
    const plain = await reader.read(written(LINES), { layout: "lines" });
    expect(await reader.read(written(LINES), { layout: "lines", hand: "auto" })).toEqual({ ...plain, context: { from: 0, changed: 0 } });
  });

  it("reads several pictures together", async () => {
    const items = LINES.map((line) => ({ image: written([line]), options: { field: { kind: "digits", length: 5 } as const } }));
    const { readings, context } = await reader.readTogether(items, { hand: "one" });
    expect(readings.map(({ strings }) => strings[0]?.text)).toEqual(LINES);
    expect(context?.from).toBeGreaterThanOrEqual(14);
    expect((await reader.readTogether(items, { hand: "many" })).readings).toEqual(
      await Promise.all(items.map(({ image, options }) => reader.read(image, options))),
    );
    expect(await reader.readTogether(items, { hand: undefined })).toEqual(await reader.readTogether(items));
    await expect(reader.readTogether([null as never])).rejects.toThrow("readTogether: a picture is null; { image, options } is wanted");
    await expect(reader.readTogether([{ picture: 1 } as never])).rejects.toThrow(
      "readTogether: the image of a picture is undefined; decoded pixels, as { image: page.picture } of a page of decodePages(), is wanted",
    );
    await expect(reader.readTogether([{ ...items[0], options: { hand: "one" } } as never])).rejects.toThrow(
      "readTogether: the options of a picture have hand, which is of all of them; pass it beside them, as readTogether(pictures, { hand })",
    );
    expect(await reader.readTogether([])).toEqual({ readings: [], context: { from: 0, changed: 0 } });
  });

  it("reads by a writer's profile beside what the digits show, which is no profile of many hands", async () => {
    const { strings } = await reader.read(written(LINES), { layout: "lines" });
    const digits = strings.flatMap((string) => string.digits);
    const pictures = new Uint8Array(digits.length * 784);
    for (const [at, { seen }] of digits.entries()) pictures.set(seen, at * 784);
    const writer = writerProfile({ pictures, labels: digits.map(({ value }) => value) }, await loadHands());
    const one = await reader.read(written(["60221"]), { field: { kind: "digits", length: 5 }, writer });
    expect([one.strings[0]?.text, one.context]).toEqual(["60221", { from: 5, changed: 0, profile: 15 }]);
    const named = await reader.read(written(["60221"]), {
      field: { kind: "digits", length: 5 },
      writer: { profile: writer, region: "US" },
    });
    expect([named.strings[0]?.text, named.context]).toEqual(["60221", { from: 5, changed: 0, region: "US", profile: 15 }]);
    const field = { kind: "digits", length: 5 } as const;
    await expect(reader.read(written(["60221"]), { field, writer, hand: "many" })).rejects.toThrow(
      'read: a writer\'s profile is told, and hand is "many"; say "one" or "auto", or leave the profile out',
    );
    await expect(reader.read(written(["60221"]), { field, writer: { version: 2 } as never })).rejects.toThrow(
      "read: writer is an object; what writerProfile() or parseWriterProfile() gives is wanted",
    );
  });

  it("refuses hands that there are not", async () => {
    await expect(reader.read(written(["1"]), { hand: "two" as "one" })).rejects.toThrow(
      'read: hand is "two"; "one", "many" or "auto" is wanted',
    );
    await expect(reader.readTogether([], { hand: "two" as "one" })).rejects.toThrow(
      'readTogether: hand is "two"; "one", "many" or "auto" is wanted',
    );
  });
});
