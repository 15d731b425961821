import { FormatError } from "../errors.js";
import type { Box } from "../image/geometry/box.js";
import type { Point } from "../image/geometry/transform.js";
import {
  type JsonSite,
  lineOf,
  listOf,
  needed,
  numberFrom,
  oneOfWords,
  placeOf,
  refuse,
  truthOf,
  valuesOf,
  wholeFrom,
} from "../json-site.js";
import {
  DOCUMENT_VERSION,
  type DocumentPage,
  type EngineUsed,
  type ModelUsed,
  type NetworkUsed,
  type PlainDigit,
  type Proof,
  type ReadCell,
  type ReadContext,
  type ReadDocument,
  type ReadGrid,
  type ReadLevel,
  type ReadString,
} from "./document.js";

/** No document is larger: a hundred thousand pages, on each as many strings, in each a thousand digits. */
const MOST = { pages: 100_000, strings: 100_000, grids: 1000, cells: 100_000, digits: 1000, texts: 1000, signs: 100_000 };
/** No picture is wider or higher, and no box lies farther away. */
const FAR = 1_000_000;

/**
 * A document from JSON, checked: text, or what `JSON.parse` gave. Keys that it does not know are left out, as later programs may write more.
 *
 * @param file what to call it in errors
 * @throws FormatError that says which place holds what, and what is wanted there; also of a later version
 */
export function parseDocument(json: unknown, file = "the document"): ReadDocument {
  const site: JsonSite = { value: typeof json === "string" ? parsed(json, file) : json, path: "", file };
  const { version, model, engine, pages } = valuesOf(site, ["version", "model", "engine", "pages"]);
  const number = wholeFrom(needed(site, version, "version", "1"), 1, Number.MAX_SAFE_INTEGER);
  if (number > DOCUMENT_VERSION)
    throw new FormatError(`${file} is of version ${number}, and this program reads up to ${DOCUMENT_VERSION}; use a later one`);
  return {
    version: DOCUMENT_VERSION,
    model: networksFrom(needed(site, model, "model", "an object with name and content")),
    engine: engineFrom(needed(site, engine, "engine", "an object with name and version")),
    pages: listOf(needed(site, pages, "pages", "a list"), { most: MOST.pages, of: "pages" }).map(pageFrom),
  };
}

/** A page from JSON, as a line of a journal holds one. Throws as `parseDocument` does. */
export function parsePage(json: unknown, file = "the page"): DocumentPage {
  return pageFrom({ value: typeof json === "string" ? parsed(json, file) : json, path: "", file });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FormatError(`${file} is no JSON: ${(error as Error).message}`);
  }
}

/** The networks that read, and the calibration, from JSON. Throws as `parseDocument` does. */
export function networksFrom(site: JsonSite): ModelUsed {
  const { lines, signs, calibration } = valuesOf(site, ["name", "content", "lines", "signs", "calibration"]);
  return {
    ...networkFrom(site),
    ...(lines && { lines: networkFrom(lines) }),
    ...(signs && { signs: networkFrom(signs) }),
    ...(calibration && { calibration: networkFrom(calibration) }),
  };
}

function networkFrom(site: JsonSite): NetworkUsed {
  const { name, content } = valuesOf(site, ["name", "content"]);
  return { name: wordIn(site, name, "name"), content: wordIn(site, content, "content") };
}

function engineFrom(site: JsonSite): EngineUsed {
  const { name, version, build } = valuesOf(site, ["name", "version", "build"]);
  return {
    name: wordIn(site, name, "name"),
    version: wordIn(site, version, "version"),
    ...(build && { build: lineOf(build, "a line of text") }),
  };
}

function wordIn(site: JsonSite, entry: JsonSite | undefined, key: string): string {
  return lineOf(needed(site, entry, key, "a line of text"), "a line of text");
}

const PAGE_KEYS = [
  "file",
  "page",
  "pages",
  "width",
  "height",
  "strings",
  "grids",
  "turned",
  "context",
  "reason",
  "notice",
  "error",
  "exceeded",
] as const;

function pageFrom(site: JsonSite): DocumentPage {
  const { file, page, pages, width, height, strings, grids, turned, context, reason, notice, error, exceeded } = valuesOf(site, PAGE_KEYS);
  const name = textFrom(needed(site, file, "file", "a text"));
  if (error) {
    return {
      file: name,
      ...(page && { page: wholeFrom(page, 1, FAR) }),
      ...(pages && { pages: wholeFrom(pages, 1, FAR) }),
      error: textFrom(error),
      ...(exceeded && { exceeded: oneOfWords(exceeded, ["time", "memory", "decoder"]) }),
    };
  }
  return {
    file: name,
    page: wholeFrom(needed(site, page, "page", "a number from 1"), 1, FAR),
    pages: wholeFrom(needed(site, pages, "pages", "a number from 1"), 1, FAR),
    ...(width && { width: wholeFrom(width, 1, FAR) }),
    ...(height && { height: wholeFrom(height, 1, FAR) }),
    strings: listOf(needed(site, strings, "strings", "a list"), { most: MOST.strings, of: "strings" }).map(stringFrom),
    grids: listOf(needed(site, grids, "grids", "a list"), { most: MOST.grids, of: "grids" }).map(gridFrom),
    ...(turned && { turned: turnFrom(turned) }),
    ...(context && { context: contextFrom(context) }),
    ...(reason && { reason: textFrom(reason) }),
    ...(notice && { notice: textFrom(notice) }),
  };
}

function turnFrom(site: JsonSite): 90 | 180 | 270 {
  const { value } = site;
  return value === 90 || value === 180 || value === 270 ? value : refuse(site, "90, 180 or 270");
}

function contextFrom(site: JsonSite): ReadContext {
  const { from, changed, region, profile, writer } = valuesOf(site, ["from", "changed", "region", "profile", "writer"]);
  return {
    ...(from && { from: wholeFrom(from, 0, FAR) }),
    changed: wholeFrom(needed(site, changed, "changed", "a number from 0"), 0, FAR),
    ...(region && { region: textFrom(region) }),
    ...(profile && { profile: wholeFrom(profile, 1, FAR) }),
    ...(writer && { writer: textFrom(writer) }),
  };
}

const STRING_KEYS = [
  "name",
  "isBlank",
  "text",
  "value",
  "confidence",
  "status",
  "proof",
  "levels",
  "reasons",
  "why",
  "explained",
  "unexplained",
  "box",
  "corners",
  "digits",
  "alternatives",
] as const;

function stringFrom(site: JsonSite): ReadString<PlainDigit> {
  const entries = valuesOf(site, STRING_KEYS);
  const { name, isBlank, text, value, confidence, status, proof, levels, reasons, why, explained, unexplained } = entries;
  const { box, corners, digits, alternatives } = entries;
  return {
    ...(name && { name: textFrom(name) }),
    ...(isBlank && { isBlank: truthOf(isBlank) }),
    text: textFrom(needed(site, text, "text", "a text")),
    ...(value && { value: textFrom(value) }),
    confidence: shareIn(site, confidence),
    status: statusIn(site, status),
    ...(proof && { proof: proofFrom(proof) }),
    ...(levels && { levels: listOf(levels, { most: MOST.texts, of: "levels" }).map(levelFrom) }),
    ...(why && { why: textFrom(why) }),
    ...(explained && { explained: numberFrom(explained, 0, 1) }),
    ...(unexplained && { unexplained: listOf(unexplained, { most: MOST.digits, of: "boxes" }).map(boxFrom) }),
    reasons: listOf(needed(site, reasons, "reasons", "a list"), { most: MOST.texts, of: "reasons" }).map(textFrom),
    box: boxIn(site, box),
    ...(corners && { corners: listOf(corners, { least: 4, most: 4, of: "corners" }).map(pointFrom) }),
    digits: listOf(needed(site, digits, "digits", "a list"), { most: MOST.digits, of: "digits" }).map(digitFrom),
    alternatives: listOf(needed(site, alternatives, "alternatives", "a list"), { most: MOST.texts, of: "alternatives" }).map(
      alternativeFrom,
    ),
  };
}

function statusIn(site: JsonSite, entry: JsonSite | undefined): "accepted" | "review" {
  return oneOfWords(needed(site, entry, "status", '"accepted" or "review"'), ["accepted", "review"]);
}

function proofFrom(site: JsonSite): Proof {
  return oneOfWords(site, ["proven", "expected", "out of reach"]);
}

function levelFrom(site: JsonSite): ReadLevel {
  const { maxError, status, proof } = valuesOf(site, ["maxError", "status", "proof"]);
  return {
    maxError: numberFrom(needed(site, maxError, "maxError", "a number from 0 to 1"), 0, 1),
    status: statusIn(site, status),
    proof: proofFrom(needed(site, proof, "proof", '"proven", "expected" or "out of reach"')),
  };
}

function alternativeFrom(site: JsonSite): { readonly text: string; readonly confidence: number } {
  const { text, confidence } = valuesOf(site, ["text", "confidence"]);
  return { text: textFrom(needed(site, text, "text", "a text")), confidence: shareIn(site, confidence) };
}

function gridFrom(site: JsonSite): ReadGrid<PlainDigit> {
  const { rows, columns, cells } = valuesOf(site, ["rows", "columns", "cells"]);
  return {
    rows: wholeFrom(needed(site, rows, "rows", "a number from 1"), 1, FAR),
    columns: wholeFrom(needed(site, columns, "columns", "a number from 1"), 1, FAR),
    cells: listOf(needed(site, cells, "cells", "a list"), { most: MOST.cells, of: "cells" }).map(cellFrom),
  };
}

function cellFrom(site: JsonSite): ReadCell<PlainDigit> {
  const { row, column, box, digit, status, isStruck } = valuesOf(site, ["row", "column", "box", "digit", "status", "isStruck"]);
  return {
    row: wholeFrom(needed(site, row, "row", "a number from 0"), 0, FAR),
    column: wholeFrom(needed(site, column, "column", "a number from 0"), 0, FAR),
    box: boxIn(site, box),
    ...(digit && { digit: digitFrom(digit) }),
    ...(isStruck && { isStruck: truthOf(isStruck) }),
    ...(status && { status: statusIn(site, status) }),
  };
}

function digitFrom(site: JsonSite): PlainDigit {
  const { top3, box, status } = valuesOf(site, ["top3", "box", "status"]);
  return {
    ...valueFrom(site),
    ...(status && { status: statusIn(site, status) }),
    top3: listOf(needed(site, top3, "top3", "a list"), { most: 3, of: "values" }).map(valueFrom),
    box: boxIn(site, box),
  };
}

function valueFrom(site: JsonSite): { readonly value: number; readonly confidence: number } {
  const { value, confidence } = valuesOf(site, ["value", "confidence"]);
  return { value: wholeFrom(needed(site, value, "value", "a digit"), 0, 9), confidence: shareIn(site, confidence) };
}

function shareIn(site: JsonSite, confidence: JsonSite | undefined): number {
  return numberFrom(needed(site, confidence, "confidence", "a number from 0 to 1"), 0, 1);
}

function boxIn(site: JsonSite, entry: JsonSite | undefined): Box {
  return boxFrom(needed(site, entry, "box", "an object with left, top, right, bottom"));
}

function boxFrom(box: JsonSite): Box {
  const sides = valuesOf(box, ["left", "top", "right", "bottom"]);
  const side = (key: keyof Box) => numberFrom(needed(box, sides[key], key, "a number"), -FAR, FAR);
  return { left: side("left"), top: side("top"), right: side("right"), bottom: side("bottom") };
}

function pointFrom(site: JsonSite): Point {
  const [x, y] = listOf(site, { least: 2, most: 2, of: "numbers" });
  return [numberFrom(x as JsonSite, -FAR, FAR), numberFrom(y as JsonSite, -FAR, FAR)];
}

/** A text of any length that makes sense, several lines too. */
function textFrom(site: JsonSite): string {
  const { value } = site;
  if (typeof value !== "string") refuse(site, "a text");
  if (value.length > MOST.signs) throw new FormatError(`${placeOf(site)} is ${value.length} signs long; at most ${MOST.signs} are wanted`);
  return value;
}
