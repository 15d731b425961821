import { dirname, join } from "node:path";
import type { Picture, Point } from "tenfold";
import { makeFolder, writeAside } from "tenfold/node";
import { annotatedPage, type Shape } from "../form/annotated-page.js";
import type { Side } from "../form/label-candidates.js";
import { isFailure, type ReadRecord, type ReadText, type RecordedGrid } from "./read-record.js";

/**
 * Draws what was read onto its page: boxes with text and confidence, blue for what was accepted and orange for what a person should look at,
 * and writes it into a folder as "<name>.png", or "<name>-<page>.png" of several pages.
 */
export async function writeAnnotated(folder: string, name: string, record: ReadRecord, picture: Picture): Promise<void> {
  if (isFailure(record)) return;
  const { renderPng } = await import("../report/render.js");
  const shapes =
    record.grids.length > 0
      ? record.grids.flatMap(cellShapes)
      : record.strings.flatMap((string) => shapesOf(string, record.strings.length > 1 && string.corners === undefined ? "right" : "above"));
  const svg = await annotatedPage(picture, shapes);
  const path = join(folder, record.pages > 1 ? `${name}-${record.page}.png` : `${name}.png`);
  if (name.includes("/")) await makeFolder(dirname(path));
  await writeAside(path, await renderPng(svg));
}

function shapesOf({ name, text, confidence, status, box, corners, isBlank, digits }: ReadText, labelAt: Side): Shape[] {
  const tone = status === "review" ? "bad" : isBlank ? "aside" : "good";
  const said = isBlank ? (status === "review" ? "blank" : "") : `${text || "?"} ${Math.floor(confidence * 100)} %`;
  const label = [name, said].filter(Boolean).join(": ");
  const places = digits.map((digit): Shape => ({ corners: cornersOf(digit.box), tone: "aside" }));
  return [...places, { corners: corners ?? cornersOf(box), tone, label, labelAt }];
}

/** A digit in a cell is for a person to look at from this doubt on. */
const DOUBT = 0.05;

/** The cells of a grid, each with its digit. */
function cellShapes({ cells }: RecordedGrid): Shape[] {
  return cells.map(({ box, digit }) => {
    if (!digit) return { corners: cornersOf(box), tone: "aside" };
    const tone = digit.confidence < 1 - DOUBT ? "bad" : "good";
    return { corners: cornersOf(box), tone, label: String(digit.value), labelAt: "inside" };
  });
}

function cornersOf({ left, top, right, bottom }: ReadText["box"]): Point[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}
