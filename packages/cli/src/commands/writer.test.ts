import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { flagsAndBars } from "../../../tenfold/test/flags-and-bars.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const crop = (pixels: Uint8Array) => sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } }).png();

beforeAll(async () => {
  for (const digit of ["1", "7"]) await mkdir(`anna/${digit}`, { recursive: true });
  for (const [at, { label, pixels }] of flagsAndBars(6).entries()) await crop(pixels).toFile(`anna/${label}/${at}.png`);
});

describe("writer", () => {
  it("learns a profile from digits in folders, shows what it knows, and forgets it", async () => {
    expect(await callWell("writer", "learn", "anna", "--out", "anna.json")).toBe(
      "anna.json\n  1: 12\n  7: 12\n  of 0, 2, 3, 4, 5, 6, 8, 9 it knows nothing: they are read as ever\nRead by it: tenfold read page.png --profile anna.json\n",
    );
    const profile = JSON.parse(await readFile("anna.json", "utf8"));
    expect([profile.version, profile.digits, Object.keys(profile)]).toEqual([1, 24, ["version", "hands", "digits", "counts", "means"]]);
    expect(await callWell("writer", "show", "anna.json")).toMatch(
      /^anna\.json: a hand, by 24 digits\n {2}1: [\d.]+\n {2}7: [\d.]+\n {2}of 0, 2/,
    );
    expect(JSON.parse(await callWell("writer", "show", "anna.json", "--json"))).toEqual({
      file: "anna.json",
      digits: 24,
      counts: profile.counts,
    });
    expect(await callWell("writer", "forget", "anna.json")).toBe("anna.json is deleted\n");
    await expect(access("anna.json")).rejects.toThrow("ENOENT");
  });

  it("deletes nothing that is no profile", async () => {
    await writeFile("notes.json", '{"version": 1}');
    expect(await call(["writer", "forget", "notes.json"])).toEqual({
      code: 1,
      out: "",
      err: "tenfold: notes.json has no digits; a number from 1 is wanted\n",
    });
    expect(await readFile("notes.json", "utf8")).toBe('{"version": 1}');
    await writeFile("large.json", " ".repeat(100_001));
    expect((await call(["writer", "forget", "large.json"])).err).toBe(
      "tenfold: large.json has 100001 bytes, a writer's profile has at most 100000\n",
    );
  });

  it("says what is wrong with folders, actions and options", async () => {
    const said = async (...args: string[]) => (await call(["writer", ...args])).err;
    for (const name of ["a", "b"]) {
      await mkdir(`letters/${name}`, { recursive: true });
      await crop(flagsAndBars(1)[0]?.pixels as Uint8Array).toFile(`letters/${name}/0.png`);
    }
    expect(await said("learn", "letters", "--out", "new.json")).toBe(
      'tenfold: letters has a folder "a"; wanted are folders 0 to 9 with pictures of these digits, as tenfold read --crops writes them\n',
    );
    expect(await said("teach", "anna")).toBe("tenfold: writer teach is unknown; known are learn, show and forget\n");
    expect(await said("show", "anna.json", "--out", "x")).toBe("tenfold: --out says nothing to writer show; leave it out\n");
    for (const digit of ["1", "7"]) {
      await mkdir(`twice/${digit}`, { recursive: true });
      await crop(flagsAndBars(1)[0]?.pixels as Uint8Array).toFile(`twice/${digit}/0.png`);
    }
    expect(await said("learn", "twice", "--out", "new.json")).toBe(
      "tenfold: writerProfile: the same picture is a 1 and a 7; take one of them out\n",
    );
  });

  it("is no profile of many hands", async () => {
    await callWell("writer", "learn", "anna", "--out", "many.json");
    expect((await call(["read", "anna/1/0.png", "--profile", "many.json", "--hand", "many"])).err).toBe(
      "tenfold: --profile tells a writer, and --hand many says that there are several; leave one of them out\n",
    );
  });
});
