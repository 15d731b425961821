import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { pretrainedFile } from "tenfold";
import { parseDocument } from "tenfold/document";
import { startServer } from "tenfold-server";
import { describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { withoutChromium } from "../../tenfold/test/browser/chromium.js";
import { pdfOf, pdfOfBoxes } from "../../tenfold/test/pdf-of.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { guard } from "../../works/src/learning/guard/guard.js";
import { addModel } from "../../works/src/learning/kept/learned-models.js";
import { addKey } from "../../works/src/store/keys.js";
import { openDatabase } from "../../works/src/store/open-database.js";
import { putEmptyDatabase } from "../../works/test/empty-database.js";
import { appUnderTest } from "./app-under-test.js";
import { isFitForAll, openPage, savedAs } from "./in-chromium.js";
import { reviewHost } from "./review-host.js";

const app = appUnderTest(async (folder) => {
  await learned(folder);
  const { address, stop } = await startServer({ port: 0, data: folder, workers: 1 });
  return { address, close: stop };
});

/** Two models that were learned from corrections: one that may read, and one against which the guard has something. */
async function learned(data: string): Promise<void> {
  await putEmptyDatabase(data);
  const database = await openDatabase({ folder: data });
  const bytes = await readFile(pretrainedFile("reader"));
  for (const least of [0, 200]) {
    const verdict = guard({ held: [], base: [] }, { least });
    await addModel(database, { parent: null, content: "0123abcd", bytes, calibration: null, verdict });
  }
  await database.close();
}

const open = (hash: string, options = {}) => openPage(app.browser, `${app.address}/#${hash}`, app.faults, options);

async function png(text: string): Promise<Buffer> {
  const { pixels, height, width, channels } = writtenWith((await mnist()).test, [text]);
  return sharp(pixels as Uint8Array, { raw: { height, width, channels } })
    .png()
    .toBuffer();
}

/** Of a file that opens with a password alone. */
const LOCKED = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> /P -44 >> /ID [<00> <00>]`;

/** The objects of a PDF of scans, a page each. */
function scans(
  jpegs: readonly {
    readonly data: Buffer;
    readonly info: { readonly width: number; readonly height: number; readonly channels: number };
  }[],
) {
  return [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${jpegs.length} /Kids [${jpegs.map((_, at) => `${3 + 3 * at} 0 R`).join(" ")}] >>`,
    ...jpegs.flatMap(({ data, info: { width, height, channels } }, at) => {
      const [wide, high] = [300, Math.round((300 * height) / width)];
      const color = channels === 1 ? "/DeviceGray" : "/DeviceRGB";
      const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace ${color} /Filter /DCTDecode`;
      const resources = `/Resources << /XObject << /I ${5 + 3 * at} 0 R >> >>`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${4 + 3 * at} 0 R ${resources} >>`,
        ["", Buffer.from(`${wide} 0 0 ${high} 0 0 cm /I Do`)] as const,
        [image, data] as const,
      ];
    }),
  ];
}

describe.skipIf(withoutChromium)("the app", { timeout: 120_000 }, () => {
  it("reads what is drawn, and takes strokes back", async () => {
    const page = await open("draw");
    const { x, y } = (await page.locator(".pad canvas").boundingBox()) as { x: number; y: number };
    const draw = async (...points: readonly (readonly [number, number])[]) => {
      for (const [at, [right, down]] of points.entries()) {
        await page.mouse.move(x + right, y + down, { steps: 5 });
        if (at === 0) await page.mouse.down();
      }
      await page.mouse.up();
    };
    await draw([80, 40], [80, 190]);
    await expect.poll(() => page.locator(".answer output").textContent(), { timeout: 60_000 }).toBe("1");
    await draw([180, 60], [210, 45], [240, 60], [235, 100], [180, 185], [250, 185]);
    await expect.poll(() => page.locator(".answer output").textContent(), { timeout: 20_000 }).toBe("12");
    await expect.poll(() => page.locator(".card").count()).toBe(2);
    expect(await page.locator(".card .bars tr").count()).toBe(20);
    expect(await page.locator(".card .looked").count()).toBe(2); // where the second network looked
    expect(await page.locator(".card .looked rect").count()).toBeGreaterThan(20);
    await isFitForAll(page);
    await page.keyboard.press("Control+z");
    await expect.poll(() => page.locator(".answer output").textContent()).toBe("1");
    await page.getByLabel("Who wrote it").selectOption("CH"); // the same ink is read anew, for that hand
    await expect.poll(() => page.locator(".answer output").textContent()).toBe("1");
    await page.getByRole("link", { name: "Read" }).click();
    expect(await page.getByLabel("Who wrote it").inputValue()).toBe("CH");
    await page.getByLabel("Who wrote it").selectOption("not known");
    await page.getByRole("link", { name: "Draw" }).click();
    await draw([80, 40], [80, 190]);
    await expect.poll(() => page.locator(".answer output").textContent()).toBe("1");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".answer").count()).toBe(0);
    await draw([80, 40], [80, 190], [200, 190]);
    const inkAtItsEnd = page.locator(".pad canvas").evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      const { data } = context.getImageData(196 * devicePixelRatio, 186 * devicePixelRatio, 8, 8);
      return data.filter((value, at) => at % 4 === 3 && value > 0).length;
    });
    expect(await inkAtItsEnd).toBeGreaterThan(8);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".answer").count()).toBe(0);
    await draw(...Array.from({ length: 12 }, (_, at) => [at % 2 ? 60 + 8 * at : 150 - 8 * at, ((at * 53) % 150) + 30] as const));
    await expect.poll(() => page.locator(".card .seen p").textContent()).toContain("this is no digit, say");
  });

  it("reads a picture in the page, says why, and gives the document", async () => {
    const page = await open("read", { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
    const path = join(app.folder, "number.png");
    await writeFile(path, await png("31415"));
    await page.setInputFiles("input[type=file]", path);
    await expect.poll(() => page.locator(".strings .text").allTextContents(), { timeout: 60_000 }).toEqual(["31415"]);
    await page.locator(".strings button").first().click();
    expect(await page.locator(".box.chosen").count()).toBe(1);
    expect(await page.locator(".one-digit").count()).toBe(5);
    await page.locator(".one-digit").nth(1).click(); // of each digit by itself, what else it may be
    expect(await page.locator(".digits button[aria-pressed=true]").textContent()).toMatch(/^1 /);
    expect(await page.locator(".why").textContent()).toContain("Digit 2 may be 1 (");
    await page.getByLabel("Who wrote it").selectOption("US");
    await expect
      .poll(() => page.locator(".read > .hint").textContent(), { timeout: 60_000 })
      .toContain("read otherwise for the hand of US.");
    const saved = await savedAs(page, "json");
    expect(saved.suggestedFilename()).toBe("number.json");
    expect(parseDocument(JSON.parse(await readFile(await saved.path(), "utf8")), "number.json").pages[0]).toMatchObject({
      context: { region: "US" },
    });
    await isFitForAll(page);
    const broken = await page.evaluateHandle(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(["no picture"], "broken.png"));
      return dropped;
    });
    await page.dispatchEvent("h1", "drop", { dataTransfer: broken }); // wherever on the page
    await expect.poll(() => page.locator(".trouble").textContent(), { timeout: 20_000 }).toContain("broken.png");
  });

  it("reads a PDF page by page, fetches PDFium with the first one, and refuses what it cannot open", async () => {
    const page = await open("read");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.waitForLoadState("networkidle");
    expect(asked.filter((url) => /pdf/.test(url))).toEqual([]);
    const jpegs = await Promise.all(
      ["2718", "60"].map(async (text) =>
        sharp(await png(text))
          .resize({ width: 600 })
          .jpeg()
          .toBuffer({ resolveWithObject: true }),
      ),
    );
    const path = join(app.folder, "two.pdf");
    await writeFile(path, pdfOf(scans(jpegs)));
    await page.setInputFiles("input[type=file]", path);
    await expect.poll(() => page.locator(".turn span").textContent(), { timeout: 90_000 }).toBe("page 1 of 2");
    expect(await page.locator(".strings .text").allTextContents()).toEqual(["2718"]);
    await page.getByRole("button", { name: "Next" }).click({ timeout: 60_000 });
    await expect.poll(() => page.locator(".strings .text").allTextContents()).toEqual(["60"]);
    await isFitForAll(page);
    const saved = await savedAs(page, "json");
    const document = parseDocument(JSON.parse(await readFile(await saved.path(), "utf8")), "two.pdf.json");
    expect(document.pages.map((one) => ("strings" in one ? one.strings.map(({ text }) => text) : []))).toEqual([["2718"], ["60"]]);

    expect(asked.filter((url) => /pdf/.test(url)).length).toBeGreaterThan(0);
    const locked = join(app.folder, "locked.pdf");
    await writeFile(locked, pdfOfBoxes(["0 0 9 9 re"], { trailer: LOCKED }));
    await page.setInputFiles("input[type=file]", locked);
    await expect
      .poll(() => page.locator(".trouble").textContent(), { timeout: 30_000 })
      .toBe("locked.pdf is locked with a password; save a copy without one");
    const large = join(app.folder, "large.pdf");
    await writeFile(large, pdfOfBoxes(["0 0 9 9 re"], { media: "0 0 5000 5000" }));
    await page.setInputFiles("input[type=file]", large);
    await expect
      .poll(() => page.locator(".trouble").textContent(), { timeout: 30_000 })
      .toBe("page 1 of large.pdf at 300 dpi has 20834 x 20834 pixels, more than the 50 million that are read; make it smaller");
    const inUnits = join(app.folder, "units.pdf");
    await writeFile(inUnits, pdfOfBoxes(["0 0 9 9 re"], { page: "/UserUnit 2" }));
    await page.setInputFiles("input[type=file]", inUnits); // 144 x 72 units of 2/72 inch at 300 dpi
    await expect.poll(() => page.locator(".frame image").getAttribute("width"), { timeout: 30_000 }).toBe("1200");
    expect(await page.locator(".frame image").getAttribute("height")).toBe("600");
    const cut = join(app.folder, "cut.pdf");
    await writeFile(cut, "%PDF-1.7\nnothing");
    await page.setInputFiles("input[type=file]", cut);
    await expect
      .poll(() => page.locator(".trouble").textContent(), { timeout: 30_000 })
      .toBe("cut.pdf is a damaged PDF, perhaps cut short; fetch or save it again");
  });

  it("takes corrections by keyboard, and takes them back", async () => {
    for (const text of ["271828", "161803"]) {
      const headers = { "content-type": "image/png" };
      const sent = await fetch(`${app.address}/v1/documents?field=us-zip&name=${text}.png`, {
        method: "POST",
        headers,
        body: new Uint8Array(await png(text)),
      });
      expect(sent.status).toBe(202);
    }
    const waiting = async () =>
      (await (await fetch(`${app.address}/v1/review/stats`)).json()) as { open: number; done: number } satisfies object;
    await expect.poll(async () => (await waiting()).open, { timeout: 60_000 }).toBe(2);
    const page = await open("review");
    await page.locator(".proposal input").waitFor();
    await isFitForAll(page);
    const first = await page.locator(".field-view figcaption").textContent();
    await page.keyboard.type("27182");
    await page.keyboard.press("Enter");
    await expect.poll(async () => page.locator(".field-view figcaption").textContent()).not.toBe(first);
    await expect.poll(waiting).toMatchObject({ open: 1, done: 1 });
    await page.keyboard.press("u");
    await expect.poll(waiting).toMatchObject({ open: 0, done: 2 });
    await page.getByText("Take the last one back").click();
    await expect.poll(waiting).toMatchObject({ open: 1, done: 1 });
    await page.locator(".proposal input").waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("?"); // is heard wherever the focus is
    await expect.poll(() => page.locator(".keys div").count()).toBe(9);
    await page.keyboard.type("5");
    expect(await page.locator(".proposal input").inputValue()).toBe("5");
    await page.route("**/pages/*.png", (route) => route.fulfill({ contentType: "image/png", body: "no picture" }));
    await page.reload();
    await expect.poll(() => page.locator(".field-view figcaption").textContent()).toContain("its picture cannot be shown");
  });

  it("shows the networks with their cards, batches, and how the service is", async () => {
    const headers = { "content-type": "application/json" };
    await fetch(`${app.address}/v1/batches`, { method: "POST", headers, body: JSON.stringify({ name: "Monday" }) });
    const page = await open("models", { viewport: { width: 390, height: 800 } });
    const tops = await page.locator(".top nav a").evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1); // one row, also on a phone
    await expect
      .poll(() => page.locator(".models > p").first().textContent())
      .toMatch(/^Documents are read by reader [0-9a-f]{8} and lines/);
    await expect.poll(() => page.locator(".models .reasons").first().textContent()).toContain("of 1 reader at work");
    expect(await page.locator(".batches li").textContent()).toContain("Monday takes more documents: 0 of 0 documents read");
    await page.locator(".model summary").first().click();
    await expect.poll(() => page.locator(".model[open] p").first().textContent()).toContain("test images right");
    expect(await page.locator(".model[open] table").count()).toBeGreaterThan(0);
    await isFitForAll(page);
    const faultsBefore = app.faults.length;
    await page.context().setOffline(true);
    await expect.poll(() => page.locator(".trouble").allTextContents(), { timeout: 20_000 }).toHaveLength(4);
    expect(new Set(await page.locator(".trouble").allTextContents())).toEqual(new Set(["the server does not answer (Failed to fetch)"]));
    await page.context().setOffline(false);
    await expect.poll(() => page.locator(".trouble").count(), { timeout: 20_000 }).toBe(0); // what was told is so no more
    app.faults.splice(faultsBefore);
  });

  it("lets a learned model read and goes back, and says why another may not", async () => {
    const page = await open("models");
    const reads = () => page.locator(".models > p").first().textContent();
    const model = (name: string) => page.locator("article.model", { hasText: name });
    await expect
      .poll(() => model("reader-2").locator(".doubts").textContent())
      .toContain("0 held fields with a correction are too few to judge by");
    expect(await model("reader-2").getByRole("button").isDisabled()).toBe(true);
    await isFitForAll(page);
    await model("reader-1").getByRole("button").click();
    await expect.poll(reads, { timeout: 60_000 }).toMatch(/^Documents are read by reader-1 /);
    await page.getByRole("button", { name: "Go back to the one before" }).click();
    await expect.poll(reads, { timeout: 60_000 }).toMatch(/^Documents are read by reader /);
  });

  it("asks for a key where the server wants one, tries it, and says what another scope may not", async () => {
    const data = join(app.folder, "with-keys");
    await putEmptyDatabase(data);
    const database = await openDatabase({ folder: data });
    const [reads, doesAll] = [
      await addKey(database, { name: "scanner", scope: "read" }),
      await addKey(database, { name: "Ann", scope: "admin" }),
    ];
    await database.close();
    const keyed = await startServer({ port: 0, data, workers: 1, keysOnly: true });
    try {
      const page = await openPage(app.browser, `${keyed.address}/#models`, []); // what is refused is told on the console, too
      const told = page.locator(".key-form .trouble");
      await expect.poll(() => told.textContent()).toContain("a key is wanted");
      const give = async (key: string) => {
        await page.getByLabel("Key for this server").fill(key);
        await page.keyboard.press("Enter");
      };
      await give("tf_none");
      await expect.poll(() => told.textContent()).toBe("the key is none of this server's, or was revoked");
      await give("ein Schlüssel");
      await expect.poll(() => told.textContent()).toMatch(/^a key is wanted as tenfold keys add shows it once/);
      await give(reads);
      await expect.poll(() => page.locator(".models > p").first().textContent()).toMatch(/^Documents are read by reader/);
      expect(await page.locator(".key-form").count()).toBe(0);
      await page.getByRole("link", { name: "Review" }).click();
      await expect
        .poll(() => page.locator(".trouble").textContent())
        .toBe('the key "scanner" has the scope read; this takes one of scope review');
      await page.reload();
      await expect.poll(() => page.locator("button.key").textContent()).toBe("Key in use"); // of this tab
      const other = await page.context().newPage();
      await other.goto(`${keyed.address}/#review`);
      await expect.poll(() => other.locator(".key-form").count()).toBe(1); // and of no other
      await page.locator("button.key").click();
      await page.getByLabel("Keep it in this browser").check();
      await give(doesAll);
      await expect.poll(() => page.locator("button.key").textContent()).toBe("Key kept");
      await expect.poll(() => page.locator(".trouble").count()).toBe(0);
      await isFitForAll(page);
      await other.reload();
      await expect.poll(() => other.locator("button.key").textContent()).toBe("Key kept");
      await page.context().close();
    } finally {
      await keyed.stop();
    }
  });

  it("knows that tenfold review has fields to look at, and no models", async () => {
    const file = join(app.folder, "two.png");
    await writeFile(file, await png("27"));
    const box = { left: 0, top: 0, right: 30, bottom: 20 };
    const string = { text: "27", confidence: 0.5, status: "review", reasons: ["why"], box, digits: [], alternatives: [] };
    const review = await reviewHost(app.folder, file, [string]);
    try {
      const page = await openPage(app.browser, `${review.address}/#review`, app.faults);
      await page.locator(".field-view image").waitFor({ state: "attached" }); // the page's picture is there
      expect(await page.locator(".where").textContent()).toContain("for review");
      await page.getByRole("link", { name: "Models" }).click();
      await expect.poll(() => page.locator("h2").allTextContents()).toEqual(["Trained or brought here", "They come with Tenfold"]);
      await page.context().close(); // before the server ends: what it still asks for would be a fault
    } finally {
      await review.close();
    }
  });

  it("told of no fault, and asked nobody else", () => {
    expect(app.faults).toEqual([]);
  });
});
