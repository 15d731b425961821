import { dirname } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawingNames } from "./drawing-names.js";
import type { Input } from "./sources/list-inputs.js";

/** Names of files that were asked for by name, or found in a folder. */
function named(files: readonly string[], folder?: string): string[] {
  const inputs = files.map((file): Input => ({ file, folder: folder ?? dirname(file) }));
  const names = drawingNames(inputs);
  return files.map((file) => names.get(file) as string);
}

describe("drawingNames", () => {
  it("calls drawings as their files, wherever these lie", () => {
    expect(named(["scan.png"])).toEqual(["scan"]);
    expect(named(["/far/away/scan.png", "/far/away/form.jpeg"])).toEqual(["scan", "form"]);
    expect(named(["../up/scan.png", "../up/.png", "../up/README"])).toEqual(["scan", ".png", "README"]);
  });

  it("keeps folders as they are below the one that was asked for, and below what several have in common", () => {
    expect(named(["archive/2023/scan.png", "archive/2024/scan.png", "archive/scan.png"], "archive")).toEqual([
      "2023/scan",
      "2024/scan",
      "scan",
    ]);
    expect(named(["archive/2024/scan.png"], "archive")).toEqual(["2024/scan"]);
    expect(named(["a/scan.png", "b/scan.png", "./b/../b/form.png"])).toEqual(["a/scan", "b/scan", "b/form"]);
    expect(named(["/one/x/scan.png", "/two/scan.png"])).toEqual(["one/x/scan", "two/scan"]);
  });

  it("keeps the ending where names would be the same", () => {
    expect(named(["scan.jpg", "scan.pdf", "form.png"])).toEqual(["scan.jpg", "scan.pdf", "form"]);
    expect(named(["scan.JPG", "Scan.png"])).toEqual(["scan.JPG", "Scan.png"]);
    expect(named(["a.png", "a.png.jpg"])).toEqual(["a.png", "a.png.jpg"]);
    expect(named(["a", "a.png"])).toEqual(["a", "a.png"]);
  });

  it("keeps pages of one file and pages in files apart", () => {
    expect(named(["scan.pdf", "scan-2.png"])).toEqual(["scan.pdf", "scan-2"]); // scan.pdf-2 and scan-2
    expect(named(["scan.png", "scan-2.png"])).toEqual(["scan", "scan-2"]);
    expect(named(["2024.12/scan.tiff", "2024.12/scan-b.tiff"])).toEqual(["scan", "scan-b"]);
  });

  it("never gives a name twice, whatever the files are called", () => {
    const part = fc.constantFrom("a", "b", "A", "a.png", "a-1", ".");
    const file = fc
      .tuple(fc.constantFrom("", "x/", "x/y/", "X/"), part, fc.constantFrom("", ".png", ".PNG", ".pdf", ".jpg"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: (path) => path.toLowerCase() }), (files) => {
        const names = named(files, ".").map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(files.length);
      }),
    );
  });
});
