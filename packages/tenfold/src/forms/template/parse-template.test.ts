import { describe, expect, it } from "vitest";
import { application, slip } from "../../../test/example-forms.js";
import { FormatError } from "../../errors.js";
import { parseTemplate } from "./parse-template.js";

/** A small template; `change` is laid over it. */
const template = (change: object = {}) => ({ name: "Test", units: "mm", pages: [{ size: [100, 50], fields: [] }], ...change });
const withField = (field: object) => template({ pages: [{ size: [100, 50], fields: [{ name: "a", box: [10, 10, 40, 8], ...field }] }] });
const withAnchor = (anchor: object) => template({ pages: [{ size: [100, 50], fields: [], anchors: [anchor] }] });

function complaintOf(source: unknown): string {
  try {
    parseTemplate(source, { file: "form.json" });
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return (error as Error).message;
  }
  return "nothing";
}

describe("parseTemplate", () => {
  it("reads every unit into millimeters", () => {
    const [inches, points, pixels] = [
      { units: "in", box: [1, 1, 2, 0.5], size: "letter" },
      { units: "pt", box: [72, 72, 144, 36], size: [612, 792] },
      { units: "px", box: [300, 300, 600, 150], size: [2550, 3300], dpi: 300 },
      { units: "px", box: [300, 300, 600, 150], size: "letter", dpi: 300 },
    ].map(({ units, box, size, ...more }) => parseTemplate({ name: "n", units, ...more, pages: [{ size, fields: [{ name: "a", box }] }] }));
    for (const read of [inches, points, pixels]) {
      expect(read?.isToScale).toBe(true);
      expect(read?.pages[0]?.width).toBeCloseTo(215.9);
      const { left = 0, top = 0, right = 0, bottom = 0 } = read?.pages[0]?.fields[0]?.box ?? {};
      for (const [is, wanted] of [
        [left, 25.4],
        [top, 25.4],
        [right, 76.2],
        [bottom, 38.1],
      ] as const) {
        expect(is).toBeCloseTo(wanted);
      }
    }
    const unscaled = parseTemplate({ name: "n", units: "px", pages: [{ size: [1000, 1414], fields: [] }] });
    expect([unscaled.isToScale, unscaled.pages[0]?.height]).toEqual([false, 297]);
  });

  it("makes cells of a count, of groups with gaps and of boxes", () => {
    const cellsOf = (cells: unknown) =>
      parseTemplate(withField({ cells })).pages[0]?.fields[0]?.cells.map(({ left, right }) => [left, right]);
    expect(cellsOf(4)).toEqual([
      [10, 20],
      [20, 30],
      [30, 40],
      [40, 50],
    ]);
    expect(cellsOf({ count: 3, gap: 5 })).toEqual([
      [10, 20],
      [25, 35],
      [40, 50],
    ]);
    expect(cellsOf({ groups: [2, 1], gap: 4 })).toEqual([
      [10, 22],
      [22, 34],
      [38, 50],
    ]);
    expect(
      cellsOf([
        [10, 10, 5, 8],
        [20, 10, 6, 8],
      ]),
    ).toEqual([
      [10, 15],
      [20, 26],
    ]);
  });

  it("takes the defaults it tells of, text with a byte order mark, and the examples", () => {
    const [field] = parseTemplate(`\uFEFF${JSON.stringify(withField({}))}`).pages[0]?.fields ?? [];
    expect(field).toEqual({
      name: "a",
      box: { left: 10, top: 10, right: 50, bottom: 18 },
      field: "digits",
      cells: [],
      printed: "box",
      required: false,
    });
    expect(parseTemplate(application).notices).toEqual([]);
    expect(parseTemplate(slip).pages[0]?.fields).toHaveLength(5);
  });

  it("checks the kinds of fields, and says where one is wrong", () => {
    expect(() => parseTemplate(withField({ field: "us-zap" }))).toThrow(/^the template: pages\[0\].fields\[0\].field: .*us-zap.*us-zip/);
    expect(() => parseTemplate(withField({ field: { kind: "digits", length: 1e9 } }))).toThrow(
      /^the template: pages\[0\].fields\[0\].field: .*length/,
    );
    expect(parseTemplate(withField({ field: "us-zip" })).pages[0]?.fields[0]?.field).toBe("us-zip");
  });

  it("tells of cells that are too few, or too many, for their digits", () => {
    const notices = (field: object) => parseTemplate(withField(field)).notices.filter((sentence) => sentence.includes("cells"));
    expect(notices({ field: "us-zip", cells: 4 })[0]).toMatch(/has 4 cells and wants 5 digits at least/);
    expect(notices({ field: { kind: "digits", length: 8 }, cells: 9 })[0]).toMatch(/has 9 cells and wants 8 digits/);
    expect(notices({ field: "us-zip", cells: 5 })).toEqual([]);
    expect(notices({ field: "date", cells: 10 })).toEqual([]);
  });

  it("tells of overlaps, and of pages that nothing holds", () => {
    const fields = [
      { name: "a", box: [10, 10, 40, 8], printed: "none" },
      { name: "b", box: [20, 12, 40, 8], printed: "line" },
    ];
    expect(parseTemplate(template({ pages: [{ size: [100, 50], fields }] })).notices).toEqual([
      'the fields "a" and "b" overlap',
      "it has no anchors and no printed boxes, so only the edges of the page tell where things are",
    ]);
  });

  it("tells of an overlap where more than a quarter of the smaller field is shared", () => {
    const overlaps = (top: number) => {
      const fields = [
        { name: "a", box: [10, 10, 40, 8], printed: "box" },
        { name: "b", box: [10, top, 60, 8], printed: "box" },
      ];
      return parseTemplate(template({ pages: [{ size: [100, 50], fields }] })).notices.length;
    };
    expect([15.9, 16.1].map(overlaps)).toEqual([1, 0]); // 2.1 and 1.9 of 8 mm
  });

  const many = (count: number, value: unknown) => Array.from({ length: count }, () => value);

  it("is not led into the depths of a file", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(complaintOf(deep)).toBe("form.json is a list of 1; an object with $schema, name, units, dpi is wanted");
    expect(complaintOf(`{"name": "n", "units": "mm", "pages": ${deep}}`)).toBe(
      "form.json: pages[0] is a list of 1; an object with size, anchors, fields is wanted",
    );
    expect(complaintOf(" ".repeat(4_000_001))).toBe("form.json has 4000001 signs, a template has at most 4000000");
  });

  it.each<[unknown, string]>([
    ["", "form.json is no JSON: Unexpected end of JSON input; tenfold/forms/template.schema.json says what a template looks like"],
    ["[1, 2", /* the engine's own words follow */ "form.json is no JSON: "],
    ["null", "form.json is null; an object with $schema, name, units, dpi is wanted"],
    [[], "form.json is []; an object with $schema, name, units, dpi is wanted"],
    [template({ name: undefined }), "form.json: name is undefined; a name of 1 to 200 signs on one line is wanted"],
    [template({ name: "a\u001b[2J" }), 'form.json: name is "a?[2J"; a name of 1 to 200 signs on one line is wanted'],
    [{ units: "mm", pages: [] }, "form.json: pages has 0 pages"],
    [template({ unit: "mm" }), 'form.json has the unknown key "unit"; did you mean units?'],
    [
      JSON.parse('{"__proto__": {"x": 1}, "name": "n", "units": "mm", "pages": []}'),
      'form.json has the unknown key "__proto__"; known here are',
    ],
    [template({ units: "cm" }), 'form.json: units is "cm"; did you mean "mm"?'],
    [template({ units: "furlong" }), 'form.json: units is "furlong"; one of "mm", "in", "pt", "px" is wanted'],
    [template({ dpi: 300 }), "form.json: dpi says nothing about mm; leave it out"],
    [template({ units: "px", dpi: 1e9 }), "form.json: dpi is 1000000000; a number from 30 to 4800 is wanted"],
    [template({ pages: many(201, 0) }), "form.json: pages has 201 pages; 1 to 200 are wanted"],
    [template({ pages: { 0: 1 } }), "form.json: pages is an object; a list of pages is wanted"],
    [template({ pages: [{ size: "A4", fields: many(2001, 0) }] }), "form.json: pages[0].fields has 2001 fields; 0 to 2000 are wanted"],
    [template({ pages: [{ size: "a4", fields: [] }] }), 'form.json: pages[0].size is "a4"; did you mean "A4"?'],
    [
      template({ units: "px", pages: [{ size: "A4", fields: [] }] }),
      'form.json: pages[0].size is "A4", which is no number of pixels without dpi; write dpi, or [width, height]',
    ],
    [template({ pages: [{ size: [100], fields: [] }] }), "form.json: pages[0].size is [100]; [width, height] is wanted"],
    [
      template({ pages: [{ size: [1e5, 1e5], fields: [] }] }),
      "form.json: pages[0].size makes a page of 100000 x 100000 mm; sides of 10 to 5000 mm are read, mind the units",
    ],
    [
      template({ pages: [{ size: [Number.NaN, 50], fields: [] }] }),
      "form.json: pages[0].size[0] is NaN; a number from 0.1 to 1000000 is wanted",
    ],
    [template({ pages: [{ size: "A4" }] }), "form.json: pages[0] has no fields; a list of fields is wanted"],
    [
      withField({ box: [10, 10, 95, 8] }),
      "form.json: pages[0].fields[0].box is [10, 10, 95, 8], which reaches beyond the page of 100 x 50; the order is [left, top, width, height]",
    ],
    [
      withField({ box: [10, 10, 0, 8] }),
      "form.json: pages[0].fields[0].box is [10, 10, 0, 8]; a width and height of half a millimeter and more is wanted",
    ],
    [withField({ box: [10, "10", 4, 8] }), 'form.json: pages[0].fields[0].box[1] is "10"; a number from -1000000 to 1000000 is wanted'],
    [
      withField({ box: [10, 10, Number.POSITIVE_INFINITY, 8] }),
      "form.json: pages[0].fields[0].box[2] is Infinity; a number from -1000000 to 1000000 is wanted",
    ],
    [withField({ box: { x: 1 } }), "form.json: pages[0].fields[0].box is an object; [left, top, width, height] is wanted"],
    [withField({ cells: 1e9 }), "form.json: pages[0].fields[0].cells is 1000000000; a whole number from 1 to 200 is wanted"],
    [
      withField({ cells: 100 }),
      "form.json: pages[0].fields[0].cells: 100 cells leave each less than 1 mm of the box; fewer cells or a smaller gap are wanted",
    ],
    [withField({ cells: { groups: many(200, 200) } }), "form.json: pages[0].fields[0].cells makes 40000 cells; 200 at most are read"],
    [
      withField({ cells: { groups: [2], count: 2 } }),
      "form.json: pages[0].fields[0].cells has both count and groups; one of them is wanted",
    ],
    [
      withField({ cells: [[80, 10, 5, 8]] }),
      "form.json: pages[0].fields[0].cells[0] lies outside its field's box; boxes of cells count from the page's corner, too",
    ],
    [template({ writer: "CH" }), 'form.json: writer is "CH"; an object with region, namedBy is wanted'],
    [template({ writer: {} }), "form.json: writer says nothing of the writer; write a region or namedBy, or leave it out"],
    [template({ writer: { region: "XX" } }), 'form.json: writer.region is "XX"; one of "CH", "DE", "AT", "FR", "CL", "IN", "US" is wanted'],
    [template({ writer: { pen: "thin" } }), 'form.json: writer has the unknown key "pen"'],
    [
      { ...withField({}), writer: { namedBy: "customer" } },
      'form.json: writer.namedBy is "customer", and there is no such field; known are a',
    ],
    [{ ...withField({}), writer: { namedBy: ["a", "a"] } }, "form.json: writer.namedBy is a list of 2; the name of one field is wanted"],
    [withField({ printed: "boxes" }), 'form.json: pages[0].fields[0].printed is "boxes"; did you mean "box"?'],
    [withField({ required: "yes" }), 'form.json: pages[0].fields[0].required is "yes"; true or false is wanted'],
    [
      withField({ field: 7 }),
      'form.json: pages[0].fields[0].field is 7; a kind of field as "us-zip", or an object with "kind" and its options, is wanted',
    ],
    [withField({ name: "__proto__" }), 'form.json: pages[0].fields[0].name is "__proto__"; a name that does not begin with __ is wanted'],
    [
      template({ pages: many(2, { size: "A4", fields: [{ name: "a", box: [1, 1, 9, 9] }] }) }),
      'form.json: pages[0].fields[0] and pages[1].fields[0] are both named "a"; every field needs a name of its own',
    ],
    [
      template({ pages: [{ size: "A4", fields: many(101, 0).map((_, at) => ({ name: `f${at}`, box: [1, 1, 200, 9], cells: 100 })) }] }),
      "form.json: pages[0] has 10100 cells; 10000 at most are read",
    ],
    [withAnchor({ kind: "squre", at: [1, 1], size: 5 }), 'form.json: pages[0].anchors[0].kind is "squre"; did you mean "square"?'],
    [withAnchor({ kind: "square", at: [1, 1] }), "form.json: pages[0].anchors[0] has no size; the mark's width is wanted"],
    [
      withAnchor({ kind: "square", at: [1, 1], size: 500 }),
      "form.json: pages[0].anchors[0].size makes a mark of 500 mm; 1 to 50 mm are found, mind the units",
    ],
    [
      withAnchor({ kind: "square", at: [1, 1], size: 5, box: [1, 1, 1, 1] }),
      'form.json: pages[0].anchors[0].box says nothing about an anchor of kind "square"; leave it out',
    ],
    [withAnchor({ kind: "cross", at: [500, 1], size: 5 }), "form.json: pages[0].anchors[0].at is [500, 1]; a place on the page is wanted"],
  ])("refuses %j in a sentence", (source, complaint) => {
    expect(complaintOf(source)).toContain(complaint);
  });
});
