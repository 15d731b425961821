import { dirname, join } from "node:path";
import { type Picture, percent } from "tenfold";
import { type DocumentPage, isUnread, type PlainDigit, type ReadGrid, type ReadString } from "tenfold/document";
import { cornersOf } from "tenfold/image";
import { makeFolder, writeAside } from "tenfold/node";
import { annotatedPage, type Shape } from "../drawings/annotated-page.js";
import { cellCorners } from "../drawings/cell-corners.js";
import type { Side } from "../drawings/label-candidates.js";

/**
 * Draws what was read onto its page: boxes with text and confidence, blue for what was accepted, orange for what a person should look at, purple
 * for ink that is in no digit,
 * and writes it into a folder as "<name>.png", or "<name>-<page>.png" of several pages.
 */
export async function writeAnnotated(folder: string, name: string, record: DocumentPage, picture: Picture): Promise<void> {
  if (isUnread(record)) return;
  const { renderPng } = await import("../pages/render.js");
  const shapes =
    record.grids.length > 0
      ? record.grids.flatMap(cellShapes)
      : record.strings.flatMap((string) => shapesOf(string, record.strings.length > 1 && string.corners === undefined ? "right" : "above"));
  const svg = await annotatedPage(picture, shapes);
  const path = join(folder, record.pages > 1 ? `${name}-${record.page}.png` : `${name}.png`);
  if (name.includes("/")) await makeFolder(dirname(path));
  await writeAside(path, await renderPng(svg));
}

function shapesOf(
  { name, text, confidence, status, box, corners, isBlank, digits, unexplained = [] }: ReadString<PlainDigit>,
  labelAt: Side,
): Shape[] {
  const tone = status === "review" ? "bad" : isBlank ? "aside" : "good";
  const said = isBlank ? (status === "review" ? "blank" : "") : `${text || "?"} ${percent(confidence, { decimals: 1 })}`;
  const label = [name, said].filter(Boolean).join(": ");
  const places = digits.map((digit): Shape => ({ corners: cornersOf(digit.box), tone: isDoubtful(status, digit) ? "bad" : "aside" }));
  const loose = unexplained.map((place): Shape => ({ corners: cornersOf(place), tone: "loose" }));
  return [...places, ...loose, { corners: corners ?? cornersOf(box), tone, label, labelAt }];
}

/** Whether it is this digit that keeps a string from being accepted. */
function isDoubtful(ofString: ReadString["status"], { status }: PlainDigit): boolean {
  return ofString === "review" && status === "review";
}

/** Where nothing is known of single digits, one in a cell is for a person to look at from this doubt on. */
const DOUBT = 0.05;

/** The cells of a grid, each with its digit. */
function cellShapes(grid: ReadGrid<PlainDigit>): Shape[] {
  const places = cellCorners(grid);
  return grid.cells.map(({ box, digit, status, isStruck }, at) => {
    const corners = places[at] ?? cornersOf(box);
    if (isStruck) return { corners, tone: "bad", label: "struck", labelAt: "inside" };
    if (!digit) return { corners, tone: "aside" };
    const tone = (status ? status === "review" : digit.confidence < 1 - DOUBT) ? "bad" : "good";
    return { corners, tone, label: String(digit.value), labelAt: "inside" };
  });
}
