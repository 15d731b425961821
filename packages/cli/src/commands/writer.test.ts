import { access, copyFile, link, mkdir, readdir, readFile, rename, symlink, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { flagsAndBars } from "../../../tenfold/test/flags-and-bars.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const crop = (pixels: Uint8Array) => sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } }).png();

/** A page with a hand's digits in lines, light on dark. */
async function pageOf(seed: number): Promise<ReturnType<typeof sharp>> {
  const digits = flagsAndBars(seed).map(async ({ pixels }, at) => ({
    input: await crop(pixels).toBuffer(),
    left: 40 * (at % 6),
    top: 50 * Math.floor(at / 6),
  }));
  const page = sharp({ create: { width: 240, height: 200, channels: 3, background: "black" } });
  return page.composite(await Promise.all(digits));
}

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

  it("says which digits look otherwise than the folder that they lie in", async () => {
    await mkdir("left/1", { recursive: true });
    await mkdir("left/7", { recursive: true });
    for (const digit of ["1", "7"])
      for (const file of await readdir(`anna/${digit}`)) await copyFile(`anna/${digit}/${file}`, `left/${digit}/${file}`);
    await rename("left/7/23.png", "left/1/23.png");
    const { code, err } = await call(["writer", "learn", "left", "--out", "left.json"]);
    expect(code).toBe(0);
    expect(err).toContain(
      "left/1/23.png looks like 7 and was taken for 1: if that is wrong, move it to the folder 7, forget the profile and learn it again\n",
    );
  });

  it("takes a photo of a digit for what the reader would see, and says that a page is none", async () => {
    await mkdir("photos/7", { recursive: true });
    await mkdir("photos/1", { recursive: true });
    for (const file of await readdir("anna/7")) {
      const seven = sharp(`anna/7/${file}`).negate().resize(300, 300).extend({ top: 90, right: 20, background: "#dddddd" });
      await seven.toColourspace("srgb").jpeg().toFile(`photos/7/${file}.jpg`);
    }
    await copyFile("anna/1/0.png", "photos/1/0.png");
    const { counts } = JSON.parse(await callWell("writer", "learn", "photos", "--out", "photos.json", "--json"));
    expect(counts).toEqual([0, 1, 0, 0, 0, 0, 0, 12, 0, 0]);
    expect(JSON.parse(await callWell("writer", "show", "photos.json", "--json")).counts[7]).toBeGreaterThan(9);
    await (await pageOf(2)).png().toFile("photos/1/page.png");
    expect((await call(["writer", "learn", "photos", "--out", "other.json"])).err).toContain(
      "photos/1/page.png looks like no digit and was taken for what the folder says: if it is none, take it out, forget the profile and learn it again\n",
    );
  });

  it("writes over no profile, and forgets none behind a link", async () => {
    await callWell("writer", "learn", "anna", "--out", "kept.json");
    expect((await call(["writer", "learn", "anna", "--out", "kept.json"])).err).toBe(
      "tenfold: kept.json is there already; tenfold writer forget kept.json deletes it; or pass another --out\n",
    );
    await symlink("kept.json", "link.json");
    expect((await call(["writer", "forget", "link.json"])).err).toBe(
      "tenfold: link.json is a link to kept.json, where the profile is; nothing is deleted: pass that file\n",
    );
    await link("kept.json", "second.json");
    const { out, err } = await call(["writer", "forget", "kept.json"]);
    expect([out, err]).toEqual([
      "kept.json is deleted\n",
      "the file of kept.json has 1 other name (hard links), under which it is still there\n",
    ]);
  });

  it("forgets a profile by other parameters of hands, which no reader takes", async () => {
    await callWell("writer", "learn", "anna", "--out", "own.json");
    const profile = JSON.parse(await readFile("own.json", "utf8"));
    await writeFile("other.json", JSON.stringify({ ...profile, hands: "00000000" }));
    const refusal = /^tenfold: other\.json was made by what was known of hands as 00000000, and here it is [0-9a-f]{8}; learn it again\n$/;
    expect((await call(["writer", "show", "other.json"])).err).toMatch(refusal);
    expect((await call(["read", "anna/1/0.png", "--profile", "other.json"])).err).toMatch(refusal);
    expect(await callWell("writer", "forget", "other.json")).toBe("other.json is deleted\n");
  });

  it("deletes nothing that is no profile", async () => {
    await writeFile("notes.json", '{"version": 1}');
    expect(await call(["writer", "forget", "notes.json"])).toEqual({
      code: 1,
      out: "",
      err: "tenfold: notes.json has no digits; a number from 1 is wanted; nothing is deleted: if it is a profile all the same, delete it yourself, as rm notes.json\n",
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
      "tenfold: twice/1/0.png and twice/7/0.png are the same picture, the one as 1 and the other as 7; take out the one that is wrong\n",
    );
    await mkdir("empty/3", { recursive: true });
    await mkdir("loose/1", { recursive: true });
    await symlink("nowhere", "loose/2");
    const wanted = "wanted are folders 0 to 9 with pictures of these digits, as tenfold read --crops writes them";
    expect(await said("learn", "empty", "--out", "new.json")).toBe(`tenfold: empty holds no pictures; ${wanted}\n`);
    expect(await said("learn", "loose", "--out", "new.json")).toBe(`tenfold: loose/2 lies beside the folders of the digits; ${wanted}\n`);
    await symlink("nowhere.png", "empty/3/a.png");
    expect(await said("learn", "empty", "--out", "new.json")).toBe(
      "tenfold: cannot read empty/3/a.png: there is no such file; check the path\n",
    );
    await mkdir("taken/1", { recursive: true });
    await writeFile("taken/1/a.png", "<html>");
    expect(await said("learn", "taken", "--out", "new.json")).toContain("tenfold: taken/1/a.png ");
    expect(await said("learn", "anna/1", "--out", "new.json")).toBe(
      `tenfold: anna/1/0.png lies beside the folders of the digits; ${wanted}\n`,
    );
    expect(await said("learn", "anna/1/0.png", "--out", "new.json")).toBe(
      "tenfold: cannot read the folder anna/1/0.png: it is a file; pass the path of a folder\n",
    );
  });

  it("is no profile of many hands", async () => {
    await callWell("writer", "learn", "anna", "--out", "many.json");
    expect((await call(["read", "anna/1/0.png", "--profile", "many.json", "--hand", "many"])).err).toBe(
      "tenfold: --profile tells a writer, and --hand many says that there are several; leave one of them out\n",
    );
    expect((await call(["read", "anna/1/0.png", "--profile", ""])).err).toBe(
      "tenfold: --profile is empty; pass a file, as tenfold writer learn --out anna.profile.json writes it\n",
    );
    expect((await call(["read", "anna/1/0.png", "--writer", '{"profile": "many.json"}'])).err).toBe(
      "tenfold: --writer has a profile; pass its file, as --profile anna.profile.json\n",
    );
  });
});
