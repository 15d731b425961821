import type { Confined, PackagePlan } from "./plan.js";
import { isOwn } from "./sources.js";

type Plans = Readonly<Record<string, PackagePlan>>;

/** The folder of a package that a file of ours lies in. */
function packageOf(path: string, plans: Plans): string | undefined {
  return Object.keys(plans).find((folder) => path.startsWith(`${folder}/`));
}

/** What is wrong with one import between two rooms of a package, if anything. */
export function rowComplaint(from: string, to: string, plans: Plans): string | undefined {
  const folder = packageOf(from, plans);
  if (!isOwn(to) || folder === undefined) return undefined;
  const src = `${folder}/src/`;
  if (!to.startsWith(src)) return `${from} imports ${to}, a file of another package; import the package by its name`;
  const [own, other] = [from, to].map((path) => path.slice(src.length).split("/")) as [string[], string[]];
  const depth = own.findIndex((part, at) => part !== other[at]);
  const inside = own.slice(0, depth).join("/");
  const rows = plans[folder]?.rows[inside];
  const [room, below] = [own[depth], other[depth]].map((part) => part?.replace(/\.tsx?$/, "") ?? "") as [string, string];
  if (!rows || (room === "index" && inside !== "")) return undefined; // a room's index may hand out all that is in it
  const [row, target] = [room, below].map((name) => rows.findIndex((names) => names.includes(name))) as [number, number];
  if (target < row && target >= 0) return undefined;
  const where = target < 0 ? "which has no row" : target === row ? "which is beside it" : "which is above it";
  return `${from} (row ${row}) imports ${to} (row ${target}), ${where}; move what both need to a row below`;
}

/** Rooms of a folder that its rows do not name. */
export function roomsWithoutRow(paths: readonly string[], folder: string, plans: Plans): string[] {
  const lacking = new Set<string>();
  for (const [inside, rows] of Object.entries(plans[folder]?.rows ?? {})) {
    const start = `${folder}/src/${inside === "" ? "" : `${inside}/`}`;
    for (const path of paths) {
      const [entry] = path.startsWith(start) ? path.slice(start.length).split("/") : [];
      const room = entry?.replace(/\.tsx?$/, "");
      const known = room === undefined || rows.some((names) => names.includes(room)) || (room === "index" && inside !== "");
      if (!known) lacking.add(`${start}${room}`);
    }
  }
  return [...lacking];
}

/** Rows that name a room that is not there. */
export function rowsWithoutRoom(paths: readonly string[], folder: string, plans: Plans): string[] {
  return Object.entries(plans[folder]?.rows ?? {}).flatMap(([inside, rows]) => {
    const start = `${folder}/src/${inside === "" ? "" : `${inside}/`}`;
    return rows.flat().flatMap((room) => {
      const there = paths.some(
        (path) => [`${start}${room}.ts`, `${start}${room}.tsx`].includes(path) || path.startsWith(`${start}${room}/`),
      );
      return there ? [] : [`${start}${room}`];
    });
  });
}

/** What is wrong with the import of a package of ours, if anything. */
export function packageComplaint(from: string, to: string, plans: Plans): string | undefined {
  const plan = plans[packageOf(from, plans) ?? ""];
  const wanted = Object.values(plans).find(({ name }) => to === name || to.startsWith(`${name}/`));
  if (!plan || !wanted || plan.imports.includes(wanted.name)) return undefined;
  return `${from} imports ${to}; ${plan.name} may know ${plan.imports.join(" and ") || "no other package of ours"}`;
}

/** What is wrong with the import of something that belongs to some places only, if anything. */
export function placeComplaint(from: string, to: string, rules: readonly Confined[]): string | undefined {
  const rule = rules.find(({ imported, within = "" }) => imported.test(to) && from.startsWith(within));
  if (!rule || rule.only.some((place) => from === place || (place.endsWith("/") && from.startsWith(place)))) return undefined;
  return `${from} imports ${to}; ${rule.name} belongs to ${rule.only.join(", ")}`;
}
