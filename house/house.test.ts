import { basename, dirname } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { circles } from "./circles.js";
import { isThere, namedPaths, saidOnlyIn, samePlaces, walkRows } from "./documents.js";
import { confined, MOST_FILES, made, namesakes, packages, peers } from "./plan.js";
import { packageComplaint, placeComplaint, roomsWithoutRow, rowComplaint, rowsWithoutRoom } from "./row-rules.js";
import { filesBelow, sourcesOf, textOf, topFolders } from "./sources.js";

const drawers = /^(utils?|helpers?|common)$/;

const folders = Object.keys(packages);
const documents = [
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  ...folders.flatMap((folder) => filesBelow(`${folder}/src`)).filter((path) => path.endsWith("README.md")),
];
const sources = folders.flatMap(sourcesOf);
const paths = sources.map(({ path }) => path);
const imports = sources.flatMap(({ path, imports }) => imports.map((to) => [path, to] as const));

describe("the house", () => {
  it.each(folders)("has in %s a row for every room that has neighbors in rows, and no row for a room that is not there", (folder) => {
    expect(roomsWithoutRow(paths, folder, packages), "give these rooms a row in house/plan.ts").toEqual([]);
    expect(rowsWithoutRoom(paths, folder, packages), "take these rooms out of house/plan.ts").toEqual([]);
  });

  it("imports only from rows below", () => {
    expect(imports.flatMap(([from, to]) => rowComplaint(from, to, packages) ?? [])).toEqual([]);
  });

  it("has packages that know only those below them", () => {
    expect(imports.flatMap(([from, to]) => packageComplaint(from, to, packages) ?? [])).toEqual([]);
  });

  it("imports some things in some places only", () => {
    expect(imports.flatMap(([from, to]) => placeComplaint(from, to, confined) ?? [])).toEqual([]);
  });

  it("has no circle of imports", () => {
    expect(circles(sources)).toEqual([]);
  });

  it("has no drawer for things without a name", () => {
    const named = paths.filter((path) => path.split("/").some((part) => drawers.test(part.replace(/\.tsx?$/, ""))));
    expect(named, "name these files after the one notion they hold").toEqual([]);
  });

  it("has no two files of one name", () => {
    const names = paths.filter((path) => !namesakes.test(path)).map((path) => basename(path).replace(/\.tsx?$/, ""));
    const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].sort();
    expect(twice).toEqual([]);
  });

  it("has rooms that can be walked through", () => {
    const counts = new Map<string, number>();
    for (const path of paths) if (!path.endsWith("/index.ts")) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    const crowded = [...counts].filter(([room, count]) => count > MOST_FILES && !peers.includes(room));
    expect(crowded, "part these rooms into rooms of their own").toEqual([]);
  });

  it("exports by name only", () => {
    const unnamed = sources.filter(({ text }) => /^export default\b|^export \{[^}]*\bas default\b/m.test(text));
    expect(
      unnamed.map(({ path }) => path),
      "give these default exports a name",
    ).toEqual([]);
  });

  it("hands on what others export in an index.ts only", () => {
    const passing = sources.filter(
      ({ path, text }) => !path.endsWith("/index.ts") && /^export (type )?(\*|\{[^}]*\}) .*\bfrom "/m.test(text),
    );
    expect(passing.map(({ path }) => path)).toEqual([]);
  });
});

describe.each(documents)("%s", (document) => {
  const text = textOf(document);
  const files = [...topFolders().flatMap(filesBelow), ...made];

  it("names no file or folder that is not there", () => {
    expect(namedPaths(text).filter((name) => !isThere(name, files))).toEqual([]);
  });

  it('says "only in" as the house does', () => {
    const wrong = saidOnlyIn(text).filter(({ name, places }) => {
      const rule = confined.find((one) => one.name === name);
      return !rule || !samePlaces(places, rule.only);
    });
    expect(wrong).toEqual([]);
  });
});

it("ARCHITECTURE.md tells of everything that belongs to some places only", () => {
  const said = saidOnlyIn(textOf("ARCHITECTURE.md")).map(({ name }) => name);
  expect(confined.map(({ name }) => name).filter((name) => !said.includes(name))).toEqual([]);
});

it("ARCHITECTURE.md has walks of at most ten rows", () => {
  const walks = walkRows(textOf("ARCHITECTURE.md"));
  expect(walks.size).toBe(6);
  expect([...walks].filter(([, rows]) => rows < 5 || rows > 10)).toEqual([]);
});
