import { describe, expect, it } from "vitest";
import { circles } from "./circles.js";
import { isThere, namedPaths, saidOnlyIn, samePlaces, walkRows } from "./documents.js";
import type { Confined, PackagePlan } from "./plan.js";
import { packageComplaint, placeComplaint, roomsWithoutRow, rowComplaint, rowsWithoutRoom } from "./row-rules.js";
import { importsOf } from "./sources.js";

const plans: Readonly<Record<string, PackagePlan>> = {
  "packages/below": {
    name: "below",
    imports: [],
    rows: { "": [["errors"], ["engine"], ["layers", "losses"], ["index"]], layers: [["shape"], ["dense"]] },
  },
  "packages/above": { name: "above", imports: ["below"], rows: { "": [["commands"]] } },
};
const below = (path: string) => `packages/below/src/${path}`;
const row = (from: string, to: string) => rowComplaint(below(from), below(to), plans);

describe("rows", () => {
  it("refuse imports from above and from beside", () => {
    expect(row("engine/tensor.ts", "layers/dense.ts")).toBe(
      "packages/below/src/engine/tensor.ts (row 1) imports packages/below/src/layers/dense.ts (row 2), which is above it; move what both need to a row below",
    );
    expect(row("layers/dense.ts", "losses/mse.ts")).toContain("which is beside it");
    expect(row("layers/dense.ts", "new/thing.ts")).toContain("which has no row");
  });

  it("hold inside a room, too, where it has some", () => {
    expect(row("layers/shape.ts", "layers/dense.ts")).toContain("which is above it");
    expect(row("layers/dense.ts", "layers/shape.ts")).toBeUndefined();
    expect(row("layers/index.ts", "layers/dense.ts")).toBeUndefined();
  });

  it("accept the own room and rows below", () => {
    expect(row("engine/tensor.ts", "engine/memory.ts")).toBeUndefined();
    expect(row("layers/dense.ts", "errors.ts")).toBeUndefined();
    expect(row("index.ts", "losses/mse.ts")).toBeUndefined();
    expect(rowComplaint(below("layers/dense.ts"), "sharp", plans)).toBeUndefined();
  });

  it("refuse files of another package", () => {
    expect(rowComplaint("packages/above/src/commands/read.ts", below("errors.ts"), plans)).toContain("import the package by its name");
  });

  it("have all rooms and no others", () => {
    expect(roomsWithoutRow([below("engine/tensor.ts"), below("new/thing.ts"), below("layers/other.ts")], "packages/below", plans)).toEqual([
      below("new"),
      below("layers/other"),
    ]);
    const there = ["errors.ts", "engine/tensor.ts", "layers/shape.ts", "layers/dense.ts", "losses/mse.ts"].map(below);
    expect(rowsWithoutRoom(there, "packages/below", plans)).toEqual([below("index")]);
  });
});

describe("packages", () => {
  it("know those they may know, by any of their entries", () => {
    expect(packageComplaint("packages/above/src/commands/read.ts", "below/node", plans)).toBeUndefined();
    expect(packageComplaint(below("errors.ts"), "above", plans)).toBe(
      "packages/below/src/errors.ts imports above; below may know no other package of ours",
    );
  });
});

describe("places", () => {
  const rules: readonly Confined[] = [
    { name: "node:*", imported: /^node:/, within: "packages/below/", only: [below("node/"), below("engine/threads.ts")] },
  ];

  it("are refused outside and accepted inside", () => {
    expect(placeComplaint(below("data/idx.ts"), "node:fs", rules)).toBe(
      "packages/below/src/data/idx.ts imports node:fs; node:* belongs to packages/below/src/node/, packages/below/src/engine/threads.ts",
    );
    expect(placeComplaint(below("node/files.ts"), "node:fs", rules)).toBeUndefined();
    expect(placeComplaint(below("engine/threads.ts"), "node:fs", rules)).toBeUndefined();
    expect(placeComplaint("packages/above/src/commands/read.ts", "node:fs", rules)).toBeUndefined();
    expect(placeComplaint(below("data/idx.ts"), "sharp", rules)).toBeUndefined();
  });
});

it("imports are seen of types, in re-exports and in import() types", () => {
  const text = `import type { A } from "./a.js"; export * from "./b.js"; type C = import("./c.js").C; await import("./d.js"); import "sharp";`;
  expect(importsOf("layers/x.ts", text)).toEqual(["layers/a.ts", "layers/b.ts", "layers/c.ts", "layers/d.ts", "sharp"]);
});

it("imports of components are those of their files", () => {
  const app = "packages/web/src/app.tsx";
  expect(importsOf("packages/web/src/start-app.tsx", `import { App } from "./app.js"; import "./server.js";`)).toEqual([
    app,
    "packages/web/src/server.ts",
  ]);
  const web = { "packages/web": { name: "web", imports: [], rows: { "": [["app"], ["start-app"]] } } };
  expect(rowComplaint("packages/web/src/start-app.tsx", app, web)).toBeUndefined();
  expect(rowComplaint(app, "packages/web/src/start-app.tsx", web)).toContain("which is above it");
  expect(roomsWithoutRow([app, "packages/web/src/pad.tsx"], "packages/web", web)).toEqual(["packages/web/src/pad"]);
  expect(rowsWithoutRoom([app], "packages/web", web)).toEqual(["packages/web/src/start-app"]);
});

it("a circle is found", () => {
  const files = [
    { path: "a.ts", imports: ["b.ts"] },
    { path: "b.ts", imports: ["c.ts"] },
    { path: "c.ts", imports: ["b.ts"] },
  ];
  expect(circles(files)).toEqual(["b.ts → c.ts → b.ts"]);
});

describe("documents", () => {
  it("name files and folders", () => {
    expect(namedPaths("In `engine/ops/` see `tensor.ts`, `a/b.ts` and `<name>.ts`, not `model.look` or `npm test`.")).toEqual([
      "engine/ops/",
      "tensor.ts",
      "a/b.ts",
    ]);
    const files = ["packages/below/src/engine/ops/tensor.ts"];
    expect(["engine/ops/", "ops/tensor.ts", "tensor.ts", "packages/"].every((name) => isThere(name, files))).toBe(true);
    expect(["ops.ts", "ensor.ts", "engine/tensor.ts", "gine/"].some((name) => isThere(name, files))).toBe(false);
  });

  it("have walks of so many rows", () => {
    const table = "| file | what |\n|---|---|\n| `a.ts` | reads |\n| `b.ts` | writes |\n";
    expect([...walkRows(`## Walks\n\n**\`fit\`, down**; more\n\n${table}\n**Other**\n\nno table\n\n${table}`)]).toEqual([
      ["`fit`, down", 2],
    ]);
  });

  it("say where something stands", () => {
    expect(saidOnlyIn("`a` is here. `node:*` stands\nonly in `src/node/` and `engine/threads.ts`; `c` elsewhere.")).toEqual([
      { name: "node:*", places: ["src/node/", "engine/threads.ts"] },
    ]);
    expect(samePlaces(["src/node/"], ["packages/below/src/node/"])).toBe(true);
    expect(samePlaces(["src/node/", "b.ts"], ["packages/below/src/node/"])).toBe(false);
    expect(samePlaces(["rc/node/"], ["packages/below/src/node/"])).toBe(false);
  });
});
