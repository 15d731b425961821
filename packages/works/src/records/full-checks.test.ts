import { expect, test } from "vitest";
import { fullRun } from "../../test/example-run.js";
import { isJudged } from "./full-checks.js";

const full = JSON.parse(JSON.stringify(fullRun.full));

/** Every place in a value, as the keys that lead there. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

/** The value with another part in a place. */
function changed(value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined) return part;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  return Object.assign(copy, { [key]: changed((value as Record<string, unknown>)[key], rest, part) });
}

test("takes what an evaluation writes, with and without the parts that may be null", () => {
  expect(isJudged(full)).toBe(true);
  for (const part of ["robustness", "outOfDistribution", "writers", "explanations", "imagesPerSecond"]) {
    expect(isJudged({ ...full, [part]: null })).toBe(true);
  }
});

test("a wrong kind of value anywhere in what the report draws is refused", () => {
  const unread = /^(accuracyInterval|top2|report|explanations\.(gradCamLayer|occlusionSide)|rejection\.chosenOn)/;
  const ignored =
    /threshold95$|decides\.threshold$|robustness\.(seed|corruptions\.\d\.interval)|^explanations\.(mistakes|doubtfulHits)\.\d\.(pixels|height|width)/;
  const places = placesOf(full).filter((path) => !unread.test(path.join(".")) && !ignored.test(path.join(".")));
  const sparse = places.filter((_, index) => index < 400 || index % 97 === 0);
  for (const path of sparse) expect([path.join("."), isJudged(changed(full, path, { evil: true }))]).toEqual([path.join("."), false]);
});
