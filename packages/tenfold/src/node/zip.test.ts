import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { zipOf } from "../../test/zip-of.js";
import { FormatError, InputError } from "../errors.js";
import { zipMember } from "./zip.js";

const text = (content: string) => new TextEncoder().encode(content);

let folder: string;
let archive: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-zip-"));
  archive = join(folder, "a.zip");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const harmless = { name: "gzip/one", content: text("ink") };

describe("zipMember", () => {
  it("reads one member of several", async () => {
    await writeFile(archive, zipOf({ name: "other", content: text("paper") }, harmless));
    expect(Buffer.from(await zipMember(archive, "gzip/one")).toString()).toBe("ink");
  });

  it.each<[what: string, bytes: Uint8Array, sentence: string]>([
    [
      "a name that climbs out",
      zipOf(harmless, { name: "../../etc/passwd", content: text("x") }),
      'names the path "../../etc/passwd", which may lead out of its folder; fetch it from where it was published',
    ],
    ["a name from the root", zipOf(harmless, { name: "/etc/passwd", content: text("x") }), 'names the path "/etc/passwd", which may lead'],
    ["a name with backslashes", zipOf(harmless, { name: "..\\x", content: text("x") }), 'names the path "..\\\\x", which may lead'],
    ["a wrong checksum", zipOf({ ...harmless, lie: { crc: 1 } }), "is damaged, its checksum is not the one noted; fetch it again"],
    [
      "more bytes than announced",
      zipOf({ ...harmless, content: new Uint8Array(1e6), lie: { size: 3 } }),
      "is damaged, it unpacks to more bytes than it announces; fetch it again",
    ],
    [
      "fewer bytes than announced",
      zipOf({ ...harmless, lie: { size: 9 } }),
      "is damaged, it unpacks to fewer bytes than it announces; fetch it again",
    ],
    ["a member twice", zipOf(harmless, harmless), "has two members gzip/one, and which is meant cannot be told; fetch it again"],
    ["encryption", zipOf({ ...harmless, lie: { flags: 1 } }), "gzip/one is encrypted; pass an archive without a password"],
    [
      "an unknown method",
      zipOf({ ...harmless, lie: { method: 99 } }),
      "gzip/one is packed by method 99; only stored and deflated members are read",
    ],
    ["an archive cut short", zipOf(harmless).subarray(0, -9), "is no zip archive, or is cut short; fetch it again"],
    ["no archive", text("no archive at all, but long enough to hold the end of one"), "is no zip archive, or is cut short; fetch it again"],
    ["nothing", text(""), "is no zip archive, or is cut short; fetch it again"],
  ])("refuses %s", async (_what, bytes, sentence) => {
    await writeFile(archive, bytes);
    const error = await zipMember(archive, "gzip/one").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FormatError);
    expect((error as Error).message).toContain(sentence);
  });

  it("refuses a bomb by what it announces, before unpacking it", async () => {
    await writeFile(archive, zipOf({ name: "bomb", content: new Uint8Array(10_000_000) }));
    const sentence = `${archive}: bomb unpacks to 10000000 bytes, at most 1000000 are taken; pass the published archive`;
    await expect(zipMember(archive, "bomb", { limit: 1e6 })).rejects.toThrow(new FormatError(sentence));
  });

  it("says what is missing", async () => {
    await writeFile(archive, zipOf(harmless));
    const sentence = `${archive} has no member gzip/two; pass the archive as it was published`;
    await expect(zipMember(archive, "gzip/two")).rejects.toThrow(new InputError(sentence));
    await expect(zipMember(`${folder}/none.zip`, "x")).rejects.toThrow("there is no such file; check the path");
    await expect(zipMember(folder, "x")).rejects.toThrow("it is a folder; pass the path of a file");
  });

  it("answers any damaged byte with a sentence or the content", async () => {
    const whole = zipOf(harmless);
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] as number) ^ 0xff;
      await writeFile(archive, bytes);
      const outcome = await zipMember(archive, "gzip/one").catch((reason: unknown) => reason);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(InputError);
      else expect(Buffer.from(outcome as Uint8Array).toString()).toBe("ink");
    }
  });
});
