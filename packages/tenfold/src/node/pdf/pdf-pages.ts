import { FormatError, InputError } from "../../errors.js";
import { PAGE_LIMIT, type Page, type PageOptions, wantedPages } from "../page.js";
import { type FilledField, undrawnFields } from "./filled-fields.js";
import { type DrawnPage, isBlank, pageDrawer } from "./page-drawer.js";
import { userUnit } from "./user-unit.js";

/** A PDF's unit is 1/72 inch. */
const POINTS = 72;

/**
 * The pages of a PDF, drawn one after the other in color on white, with the values of their form fields. A page that holds a picture or text
 * of which nothing came to be drawn is handed to `onUndrawn`: it must not pass for blank paper.
 *
 * @throws FormatError when it is damaged or locked with a password, or a form that only some programs can show
 * @throws InputError when a page would have too many pixels, which is told before it is drawn, or pdfium is not installed
 */
export async function* pdfPages(
  bytes: Uint8Array,
  name: string,
  { dpi, pixelLimit, only, from, onUndrawn }: PageOptions,
): AsyncGenerator<Page> {
  const drawer = await pageDrawer(bytes, name);
  try {
    const { count } = drawer;
    if (count < 1) throw new FormatError(`${name} is a PDF without pages, or a damaged one; open it elsewhere and save it again`);
    if (count > PAGE_LIMIT) throw new InputError(`${name} has ${count} pages, at most ${PAGE_LIMIT} are read; split it`);
    const unit = userUnit(bytes, count);
    const scale = (dpi / POINTS) * unit.scale;
    for (const index of wantedPages(count, { only, from })) {
      const who = `page ${index + 1} of ${name}`;
      const drawn = await drawer.draw(index, { scale, dpi, pixelLimit, who });
      const missing = missingFrom(drawn, who);
      if (drawn.isBare && isBlank(drawn.picture) && drawer.isBare() && holdsPictures(bytes))
        throw new FormatError(`${name} is a damaged PDF: it holds pictures, and none of its pages shows any; fetch or save it again`);
      if (missing.length > 0 && isBlank(drawn.picture)) {
        onUndrawn({ error: new FormatError(missing[0] as string), number: index + 1, of: count });
        continue;
      }
      const notices = [
        ...(unit.differs ? [`${name} has pages in different units (UserUnit); all are drawn as if these were 1/72 inch`] : []),
        ...missing,
      ];
      yield { picture: drawn.picture, number: index + 1, of: count, dpi, ...(notices.length > 0 && { notice: notices.join("; ") }) };
    }
  } finally {
    drawer.close();
  }
}

/** What a page holds that its picture does not show, in sentences. */
function missingFrom({ picture, held, lost, fields, isFormLeftOut }: DrawnPage, who: string): string[] {
  const left = undrawnFields(fields, picture);
  const print = "print the file to PDF and read that";
  return [
    ...(held ? [`${who} holds ${held}, of which nothing could be drawn: it is no blank page; open the file and save the page as PNG`] : []),
    ...(lost > 0
      ? [`${who} holds ${plural(lost)} of which nothing could be drawn, beside what is seen; open the file and save the page as PNG`]
      : []),
    ...(isFormLeftOut ? [`the form fields of ${who} could not be drawn, only what lies below them; ${print}`] : []),
    ...(left.length > 0 ? [`${who} has ${inFields(left)} could not be drawn; ${print}`] : []),
  ];
}

function plural(pictures: number): string {
  return pictures === 1 ? "a picture" : `${pictures} pictures`;
}

/** Whether the bytes of a PDF speak of a picture. */
function holdsPictures(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return /\/Subtype\s*\/Image\b/.test(text.toString("latin1"));
}

function inFields(fields: readonly FilledField[]): string {
  const names = fields.slice(0, 3).map(({ name }) => JSON.stringify(name.slice(0, 60)));
  const more = fields.length > names.length ? ` and ${fields.length - names.length} more` : "";
  return `${fields.length === 1 ? "a form field" : "form fields"} ${names.join(", ")}${more} whose ${fields.length === 1 ? "value" : "values"}`;
}
