import { deflateSync } from "node:zlib";
import { PDFiumDocument } from "@hyzyla/pdfium";
import sharp from "sharp";
import { afterEach, describe, expect, it, vi } from "vitest";
import { pdfOf } from "../../../test/pdf-of.js";
import { FormatError } from "../../errors.js";
import { decodePages } from "../decode-pages.js";
import type { DecodeOptions, Page } from "../page.js";

async function pagesOf(bytes: Uint8Array, options: DecodeOptions = {}): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of decodePages(bytes, "file", { dpi: 72, ...options })) pages.push(page);
  return pages;
}

const refusalOf = (bytes: Uint8Array) => pagesOf(bytes).catch((error: unknown) => error);

const darkIn = (page: Page | undefined) => Array.from(page?.picture.pixels ?? []).filter((value, at) => at % 3 === 0 && value < 128).length;

/** One page of 100 x 60 points, with more objects from the fourth on. */
const page = (objects: Parameters<typeof pdfOf>[0], { catalog = "", page = "" } = {}) =>
  pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 60] ${page} >>`,
    ...objects,
  ]);

const field = (annotation: string, { catalog = "/AcroForm << /Fields [4 0 R] >>", ...rest } = {}) =>
  page(
    [
      `<< /Type /Annot /Subtype /Widget /Rect [30 20 70 40] ${annotation} >>`,
      ["/Type /XObject /Subtype /Form /BBox [0 0 40 20]", Buffer.from("0 0 40 20 re f")],
    ],
    { page: "/Annots [4 0 R]", catalog, ...rest },
  );

const wholeImage = (dictionary: string, bytes: Buffer) =>
  page(
    [
      ["", Buffer.from("100 0 0 60 0 0 cm /I Do")],
      [`/Type /XObject /Subtype /Image ${dictionary}`, bytes],
    ],
    {
      page: "/Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >>",
    },
  );

afterEach(() => vi.restoreAllMocks());

describe("a PDF's form fields", () => {
  it.each([
    ["a text with an appearance", "/FT /Tx /T (amount) /V (12) /AP << /N 5 0 R >>"],
    ["a signature with an appearance", "/FT /Sig /T (who) /V << /Type /Sig >> /AP << /N 5 0 R >>"],
  ])("are drawn: %s", async (_what, annotation) => {
    const [drawn] = await pagesOf(field(annotation));
    expect(darkIn(drawn)).toBe(800);
    expect(drawn).not.toHaveProperty("notice");
  });

  it.each([
    ["a text", "/FT /Tx /T (amount) /V (12)"],
    ["a choice", "/FT /Ch /Ff 131072 /Opt [(1)(12)] /T (amount) /V (12) /DA (/Helv 12 Tf 0 g)"],
    ["a check box", "/FT /Btn /T (paid) /V /Yes /AS /Yes"],
  ])("are drawn where they have a value and no appearance: %s", async (_what, annotation) => {
    const [drawn] = await pagesOf(field(annotation));
    expect(darkIn(drawn)).toBeGreaterThan(10);
    expect(drawn).not.toHaveProperty("notice");
  });

  const empty = ["<< /Type /XObject /Subtype /Form /BBox [0 0 40 20] /Length 0 >>\nstream\n\nendstream"];
  const blankField = (contents = "") =>
    page(
      [
        "<< /Type /Annot /Subtype /Widget /Rect [30 20 70 40] /FT /Btn /T (paid) /V /Yes /AS /Yes /AP << /N << /Yes 5 0 R >> >> >>",
        ...empty,
        ["", Buffer.from(contents)],
      ],
      {
        page: "/Annots [4 0 R] /Contents 6 0 R",
        catalog: "/AcroForm << /Fields [4 0 R] >>",
      },
    );

  it("are named where nothing of their value is drawn", async () => {
    const [drawn] = await pagesOf(blankField("0 0 5 5 re f"));
    expect(drawn?.notice).toBe(
      'page 1 of file has a form field "paid" whose value could not be drawn; print the file to PDF and read that',
    );
    expect(await refusalOf(blankField())).toEqual(
      new FormatError('page 1 of file has a form field "paid" whose value could not be drawn; print the file to PDF and read that'),
    );
  });

  it("are no fault where they are empty or hidden", async () => {
    for (const annotation of ["/FT /Tx /T (amount)", "/FT /Tx /T (amount) /V (12) /F 2", "/FT /Btn /T (paid) /V /Off"]) {
      const [drawn] = await pagesOf(field(annotation));
      expect([darkIn(drawn), drawn?.notice]).toEqual([0, undefined]);
    }
  });

  it("are left out, and that is told, where PDFium fails on them", async () => {
    vi.spyOn(PDFiumDocument.prototype, "initializeFormFields").mockImplementation(() => {
      throw new Error("Failed to initialize form fill environment");
    });
    const sentence = "the form fields of page 1 of file could not be drawn, only what lies below them; print the file to PDF and read that";
    expect(await refusalOf(field("/FT /Tx /T (amount) /V (12)"))).toEqual(new FormatError(sentence));
    const [drawn] = await pagesOf(blankField("0 0 5 5 re f"));
    expect(drawn?.notice).toBe(sentence);
  });

  it("of a dynamic XFA form are refused, with what to do", async () => {
    const xfa = field("/FT /Tx /T (amount)", { catalog: "/AcroForm << /Fields [4 0 R] /XFA [(a) 5 0 R] >> /NeedsRendering true" });
    expect(await refusalOf(xfa)).toEqual(
      new FormatError(
        'file is a dynamic XFA form, of which other programs see only "Please wait..."; open it in Adobe Reader and print it to PDF',
      ),
    );
  });
});

describe("a PDF's page", () => {
  it("is as large as its unit says, in the open or in a stream of objects", async () => {
    const unit = "/UserUnit 2.5";
    const [open] = await pagesOf(page([], { page: unit }));
    expect(open?.picture).toMatchObject({ width: 250, height: 150 });
    const [packed] = await pagesOf(page([["/Type /ObjStm /N 1 /First 4", deflateSync(`9 0 << ${unit} >>`)]]));
    expect(packed?.picture).toMatchObject({ width: 250, height: 150 });
  });

  it("has its unit found in a stream of objects whatever ends the line behind it, and is told where pages have different ones", async () => {
    for (const end of ["", "\r", "\r\n"]) {
      const stream = Buffer.concat([deflateSync("9 0 << /UserUnit 2.5 >>"), Buffer.from(end, "latin1")]);
      const [packed] = await pagesOf(page([["/Type /ObjStm /N 1 /First 4", stream]]));
      expect(packed?.picture, JSON.stringify(end)).toMatchObject({ width: 250, height: 150 });
    }
    const [differing] = await pagesOf(
      page([["/Type /ObjStm /N 1 /First 4", deflateSync("9 0 << /UserUnit 2 >>")]], { page: "/UserUnit 3" }),
    );
    expect(differing?.picture).toMatchObject({ width: 100, height: 60 });
    expect(differing?.notice).toBe("file has pages in different units (UserUnit); all are drawn as if these were 1/72 inch");
  });

  const noise = Buffer.from(Uint8Array.from({ length: 4000 }, (_, at) => (at * at * 31) % 253));
  const undrawn = (what: string) =>
    new FormatError(
      `page 1 of file holds ${what}, of which nothing could be drawn: it is no blank page; open the file and save the page as PNG`,
    );

  it("that holds a picture and comes out white is no blank paper: JBIG2 coded as MMR, which PDFium leaves out", async () => {
    expect(
      await refusalOf(
        wholeImage("/Width 320 /Height 192 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode", await mmrInJbig2()),
      ),
    ).toEqual(undrawn("a picture"));
  });

  it("that holds a picture which cannot be decoded is no blank paper", async () => {
    const fax = "/Width 200 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode";
    expect(await refusalOf(wholeImage(fax, noise))).toEqual(undrawn("a picture"));
  });

  it("that is white in truth is blank: a scanned back, text for the search behind it, nothing at all", async () => {
    const jpeg = await sharp({ create: { width: 200, height: 120, channels: 3, background: "white" } })
      .jpeg()
      .toBuffer();
    const text = (mode: number) =>
      page([["", Buffer.from(`BT /F 12 Tf ${mode} Tr 10 20 Td (42) Tj ET`)], "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"], {
        page: "/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>",
      });
    const scan = wholeImage("/Width 200 /Height 120 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", jpeg);
    for (const blank of [scan, text(3), page([])]) expect(darkIn((await pagesOf(blank))[0])).toBe(0);
    expect(darkIn((await pagesOf(text(0)))[0])).toBeGreaterThan(0);
  });

  it("that cannot be drawn is handed over, and the others go on", async () => {
    const two = pdfOf([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 60] /Contents 5 0 R /Resources << /XObject << /I 6 0 R >> >> >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 60] /Contents 7 0 R >>",
      ["", Buffer.from("100 0 0 60 0 0 cm /I Do")],
      ["/Type /XObject /Subtype /Image /Width 200 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", noise],
      ["", Buffer.from("0 0 40 20 re f")],
    ]);
    const told: unknown[] = [];
    const pages = await pagesOf(two, { onUndrawn: (page) => told.push(page) });
    expect(told).toEqual([{ error: undrawn("a picture"), number: 1, of: 2 }]);
    expect(pages.map(({ number, of }) => [number, of])).toEqual([[2, 2]]);
  });
});

/** A picture of stripes in JBIG2, coded as fax machines do it: a page's information, then one region. (ITU-T T.88, 7.4.6, 7.4.8) */
async function mmrInJbig2(): Promise<Buffer> {
  const [width, height] = [320, 192];
  const pixels = Buffer.from(
    Uint8Array.from({ length: width * height }, (_, at) => (((at % width) * 7 + Math.floor(at / width) * 3) % 40 < 12 ? 0 : 255)),
  );
  const tiff = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .tiff({ compression: "ccittfax4", bitdepth: 1 })
    .toBuffer();
  const coded = tiff.subarray(8, 8 + tiff.readUInt32LE(4) - 8); // libtiff writes the strips first, behind its 8 bytes
  const segment = (number: number, type: number, data: Buffer) => {
    const head = Buffer.alloc(11);
    head.writeUInt32BE(number, 0);
    head[4] = type;
    head[6] = 1;
    head.writeUInt32BE(data.length, 7);
    return Buffer.concat([head, data]);
  };
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const information = Buffer.concat([size, Buffer.alloc(11)]);
  const region = Buffer.concat([size, Buffer.alloc(9), Buffer.of(1), coded]);
  return Buffer.concat([segment(0, 48, information), segment(1, 38, region)]);
}

describe("a picture that PDFium draws white or not at all", () => {
  const u32 = (...values: number[]) => values.flatMap((value) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);
  /** A JBIG2 stream of one region of 800 x 480, coded as MMR: white rows take a bit each. (ITU-T T.88, 7.2 and 7.4) */
  const mmr = (coded: number) => {
    const size = u32(800, 480, 0, 0);
    const region = [...size, 0, 1, ...Array.from({ length: coded }, (_, at) => (at * 37) & 255)];
    const page = [...u32(0), 48, 0, 1, ...u32(19), ...size, 0, 0, 0];
    return Buffer.from([...page, ...u32(1), 38, 0, 1, ...u32(region.length), ...region]);
  };
  const jpeg = async () =>
    sharp({ create: { width: 80, height: 48, channels: 3, background: "white" } })
      .grayscale()
      .jpeg()
      .toBuffer();
  const gray = "/Width 80 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceGray";

  it("is told: JBIG2 coded as MMR, garbage, a filter that nobody knows, a JPEG of another precision", async () => {
    const twelveBits = await jpeg();
    twelveBits[twelveBits.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12;
    for (const bytes of [
      wholeImage("/Width 800 /Height 480 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode", mmr(400)),
      wholeImage(`${gray} /Filter /DCTDecode`, Buffer.from("no picture at all")),
      wholeImage(`${gray} /Filter /JPXDecode`, Buffer.from("no picture at all")),
      wholeImage(`${gray} /Filter /OwnDecode`, Buffer.from("no picture at all")),
      wholeImage(`${gray} /Filter /DCTDecode`, twelveBits),
    ])
      expect(((await refusalOf(bytes)) as Error).message).toContain("page 1 of file holds a picture, of which nothing could be drawn");
  });

  it("is told where the page shows other things, in a form of its own as well, and nothing is told of one that is white or covered", async () => {
    const twelveBits = await jpeg();
    twelveBits[twelveBits.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12;
    const image = (dictionary: string, bytes: Buffer) => [`/Type /XObject /Subtype /Image ${dictionary}`, bytes] as const;
    const bilevel = "/Width 800 /Height 480 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode";
    const beside = (...pictures: (readonly [string, Buffer])[]) =>
      page(
        [
          ["", Buffer.from(`0 0 20 10 re f ${pictures.map((_, at) => `q 30 0 0 20 ${35 + 32 * at} 20 cm /I${at} Do Q`).join(" ")}`)],
          ...pictures,
        ],
        { page: `/Contents 4 0 R /Resources << /XObject << ${pictures.map((_, at) => `/I${at} ${5 + at} 0 R`).join(" ")} >> >>` },
      );
    const told = async (bytes: Uint8Array) => (await pagesOf(bytes))[0]?.notice;
    const one =
      "page 1 of file holds a picture of which nothing could be drawn, beside what is seen; open the file and save the page as PNG";
    const garbage = image(`${gray} /Filter /DCTDecode`, Buffer.from("no picture at all"));
    expect(await told(beside(garbage))).toBe(one);
    expect(await told(beside(image(bilevel, mmr(400)), image(`${gray} /Filter /DCTDecode`, twelveBits)))).toBe(
      "page 1 of file holds 2 pictures of which nothing could be drawn, beside what is seen; open the file and save the page as PNG",
    );
    const inForm = page(
      [
        ["", Buffer.from("0 0 20 10 re f q 0.5 0 0 0.5 20 20 cm /F Do Q")],
        ["/Type /XObject /Subtype /Form /BBox [0 0 80 40] /Resources << /XObject << /I 6 0 R >> >>", Buffer.from("80 0 0 40 0 0 cm /I Do")],
        garbage,
      ],
      { page: "/Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >>" },
    );
    expect(await told(inForm)).toBe(one);
    expect(await told(beside(image(`${gray} /Filter /DCTDecode`, await jpeg()), image(bilevel, mmr(60))))).toBeUndefined();
  });

  it("is blank paper where it is white: a JPEG, and little MMR", async () => {
    expect(await pagesOf(wholeImage(`${gray} /Filter /DCTDecode`, await jpeg()))).toHaveLength(1);
    const white = wholeImage("/Width 800 /Height 480 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode", mmr(60));
    expect(await pagesOf(white)).toHaveLength(1);
  });

  it("is told where none of a file's pages shows it, and a file without pages as well", async () => {
    const image = [
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
      Buffer.from([0]),
    ] as const;
    expect(((await refusalOf(page([image]))) as Error).message).toContain("it holds pictures, and none of its pages shows any");
    const none = pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]);
    expect(((await refusalOf(none)) as Error).message).toContain("is a PDF without pages, or a damaged one");
  });
});
