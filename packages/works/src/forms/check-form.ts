import { apply, InputError, type Picture, type Point } from "tenfold";
import { type FormPage, type FormTemplate, type Registration, registerPage } from "tenfold/forms";
import { readBytes } from "tenfold/node";
import { annotatedPage, type Shape } from "../drawings/annotated-page.js";
import { writeDrawing } from "../drawings/write-drawing.js";
import { decodedApart } from "../files/decoded-apart.js";
import { refuseOtherEnding } from "../files/endings.js";
import { refuseExisting } from "../files/new-file.js";

/** How a template fits one page of a file. */
export interface CheckedPage {
  /** Counted from 1, in the file and in the template. */
  readonly page: number;
  readonly templatePage: number;
  readonly fits: boolean;
  readonly refusal?: string;
  readonly notice?: string;
  readonly lines: Registration["lines"];
  readonly marks: Registration["marks"];
  readonly residual: Registration["residual"];
  /** From the form in millimeters to pixels of the picture, 3 x 3, row by row. */
  readonly toPicture: readonly number[];
  readonly drawing: string;
}

/**
 * Finds a template's form on every page of a file, and draws what was found.
 *
 * @param out where to draw, .png or .svg; further pages beside it with their number
 * @throws InputError when a drawing is there already or the file cannot be read
 */
export async function checkForm(template: FormTemplate, file: string, out: string): Promise<CheckedPage[]> {
  refuseOtherEnding("--out", out, "picture");
  await refuseExisting(out);
  const checked: CheckedPage[] = [];
  for await (const { picture, number } of decodedApart(await readBytes(file), file)) {
    const templatePage = ((number - 1) % template.pages.length) + 1;
    const page = template.pages[templatePage - 1] as FormPage;
    const drawing = number === 1 ? out : out.replace(/(\.\w+)$/, `-${number}$1`);
    checked.push({ page: number, templatePage, drawing, ...(await checkPage(picture, page, drawing, file)) });
  }
  return checked;
}

async function checkPage(picture: Picture, page: FormPage, drawing: string, file: string) {
  const { evidence, ...found } = registered(picture, page, file);
  await writeDrawing(drawing, await annotatedPage(picture, shapesOf(page, found.toPicture, evidence)));
  return { ...found, fits: found.refusal === undefined };
}

function registered(picture: Picture, page: FormPage, file: string): Registration {
  try {
    return registerPage(picture, page);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The sheet, its marks, its printed lines as they were seen or missed, and its fields with their names. */
function shapesOf(
  { width, height, anchors, fields }: FormPage,
  toPicture: Registration["toPicture"],
  evidence: Registration["evidence"],
): Shape[] {
  const placed = (points: readonly Point[]) => points.map((point) => apply(toPicture, point));
  const rectangle = (left: number, top: number, right: number, bottom: number) =>
    placed([
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ]);
  const marks = anchors.flatMap((anchor): Shape[] => {
    if (anchor.kind === "box" || anchor.kind === "page-edges") return [];
    const [[x, y], half] = [anchor.at, anchor.size / 2];
    return [{ corners: rectangle(x - half, y - half, x + half, y + half), tone: "aside" }];
  });
  return [
    { corners: rectangle(0, 0, width, height), tone: "aside" },
    ...marks,
    ...fields.map(({ name, box }): Shape => ({ corners: rectangle(box.left, box.top, box.right, box.bottom), tone: "aside", label: name })),
    ...evidence.map(({ from, to, seen }): Shape => ({ corners: placed([from, to]), tone: seen ? "good" : "bad" })),
  ];
}
