import { isOwn, type Source } from "./sources.js";

/** Each circle of imports once, written as "a.ts → b.ts → a.ts". */
export function circles(files: readonly Pick<Source, "path" | "imports">[]): string[] {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports.filter(isOwn)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const next of importsOf.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}
