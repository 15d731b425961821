import { docsAddress, jsonLine, quoted } from "tenfold-works";
import { printableLines } from "../terminal/printable.js";
import { type Command, lineOfText, shared, wholeNumber } from "./command.js";

export interface FormOptions {
  readonly action: string;
  readonly file: string;
  readonly page?: string;
  readonly out?: string;
  readonly name?: string;
  readonly dpi?: number;
  readonly json?: boolean;
}

export const form: Command<FormOptions> = {
  details: `A template is a JSON file that says where on a form its fields lie; ${docsAddress("forms.md")} explains every key. Pictures are PNG, JPEG, WebP, \
TIFF or PDF; of several pages each is taken for the template's page of its number, and begins anew behind the last.

check  whether a template is one: else it says where in the file what is wanted. With --page the form is found in a scan or photo, and drawn \
onto it: what was found of its printed lines in blue, what was not in orange, fields with their names.
draft  a template for the empty form in a picture: the boxes, cells, combs and lines found in reading order, named field-1 and so on, its marks as \
anchors, and a drawing of them. Names and kinds of fields are then yours to write.

--json prints for check { template, name, pages: [{ width, height, fields, anchors }], notices, checked: [{ page, templatePage, fits, refusal?, \
notice?, lines: { of, seen, hidden }, marks: { of, seen }, residual: { millimeters, pixels }, toPicture, drawing }] }, sizes in millimeters; for draft \
{ template, units, isAssumed, pages: [{ fields, anchors, drawing }], notices }.`,
  arguments: ["check or draft", "check: the template; draft: a picture of the empty form"],
  options: [
    { notation: "--page <picture>", description: "check: a scan or photo of the form" },
    {
      notation: "--out <file>",
      description: "check: the drawing, .png or .svg (default: <picture>.check.png); draft: the template (default: <file>.form.json)",
    },
    { notation: "--name <name>", description: "draft: what to call the form (default: the file's name)", parse: lineOfText },
    {
      notation: "--dpi <n>",
      description: "draft: pixels an inch (default: as A4 or letter paper has them, where the proportion is theirs)",
      parse: wholeNumber(30, 4800),
    },
    shared.json,
  ],
  examples: [
    ["form draft blank.png --out form.json", "form.json to mend, and form.png to see what was found"],
    ["form draft blank.pdf --name 'Membership application'", "from a PDF"],
    ["form check form.json", "is it a template?"],
    ["form check form.json --page scan.jpg", "is the form found in a scan? scan.check.png shows it"],
  ],
  async run({ action, file, page, out, name, dpi, json }, host) {
    const { InputError, UsageError } = await import("tenfold/errors");
    const foreign = action === "check" ? { "--name": name, "--dpi": dpi } : { "--page": page };
    for (const [option, given] of Object.entries(foreign)) {
      if (given !== undefined) throw new UsageError(`${option} says nothing to form ${action}; leave it out`);
    }
    if (action === "draft") {
      const { draftForm } = await import("tenfold-works/forms");
      const target = out ?? `${withoutEnding(file)}.form.json`;
      const drafted = await draftForm(file, { out: target, name: name ?? titleOf(file), dpi });
      if (json) return host.out(jsonLine(drafted));
      const counts = drafted.pages
        .map(({ fields, anchors, drawing }) => `  ${fields} fields and ${anchors} anchors, drawn in ${drawing}\n`)
        .join("");
      const assumed = drafted.isAssumed
        ? "  the file tells no resolution: it was taken for A4 or letter paper; pass --dpi where it is another\n"
        : "";
      const unit = drafted.units === "px" ? "  measures are in pixels; with --dpi they would be in millimeters\n" : assumed;
      const next = `Name the fields and say their kinds, then: tenfold form check ${quoted(target)} --page ${quoted(file)}\n`;
      const notices = drafted.notices.map((notice) => `  ${notice}\n`).join("");
      return host.out(printableLines(`${target}\n${counts}${notices}${unit}${next}`));
    }
    if (action !== "check") throw new UsageError(`form ${action} is unknown; known are check and draft`);
    if (out !== undefined && page === undefined) throw new UsageError("--out says nothing to form check without --page; leave it out");
    const { readTemplate } = await import("tenfold-works/forms");
    const template = await readTemplate(file);
    const { checkForm } = await import("tenfold-works/forms");
    const { checkedText } = await import("../texts/checked-text.js");
    const checked = page === undefined ? [] : await checkForm(template, page, out ?? `${withoutEnding(page)}.check.png`);
    const pages = template.pages.map(({ width, height, fields, anchors }) => ({
      width,
      height,
      fields: fields.length,
      anchors: anchors.length,
    }));
    const { name: title, notices } = template;
    if (json) host.out(jsonLine({ template: file, name: title, pages, notices, checked }));
    else {
      const sizes = pages.map(({ width, height, fields }) => `${sized(width)} x ${sized(height)} mm with ${fields} fields`).join(", ");
      host.out(printableLines(`${file}: "${title}", ${sizes}\n${notices.map((notice) => `  ${notice}\n`).join("")}`));
      for (const one of checked) host.out(printableLines(checkedText(one, page as string, checked.length)));
    }
    const misfits = checked.filter(({ fits }) => !fits);
    if (misfits.length > 0)
      throw new InputError(
        `${page}: the form fits ${checked.length - misfits.length} of ${checked.length} pages; look at ${misfits[0]?.drawing}`,
      );
  },
};

function withoutEnding(path: string): string {
  return path.replace(/\.\w+$/, "");
}

function titleOf(path: string): string {
  const title = withoutEnding(path.replace(/^.*[/\\]/, ""))
    .replace(/\p{Cc}/gu, " ")
    .trim();
  return title.slice(0, 200) || "Form";
}

function sized(millimeters: number): number {
  return Math.round(millimeters * 10) / 10;
}
