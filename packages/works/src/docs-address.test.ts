import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { docsAddress } from "./docs-address.js";

const root = join(import.meta.dirname, "../../..");
const packages = ["tenfold", "works", "cli"].map((name) => `packages/${name}`);

/** What the packages hold of text, as it comes into them: sources, what lies beside them, and READMEs. */
const packed = packages.flatMap((folder) =>
  ["src", "models", "forms", "document", "README.md", "NOTICES.md"]
    .map((name) => `${folder}/${name}`)
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => (path.endsWith(".md") ? [path] : textsIn(path))),
);

function textsIn(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.(ts|md|json)$/.test(name) && !/\.test\.ts$/.test(name)).map((name) => `${folder}/${name}`);
}

it.each(packages)("lies in the repository that the package.json of %s names", (folder) => {
  const { homepage, repository } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const repositoryPage = repository.url.replace(/^git\+|\.git$/g, "");
  expect(homepage.startsWith(`${repositoryPage}/`)).toBe(true);
  expect(docsAddress("forms.md")).toBe(`${repositoryPage}/blob/main/docs/forms.md`);
});

it("no text that is packed names a document as if it came along, and those that it names are there", () => {
  const named = packed.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const bare = text.replaceAll(docsAddress(""), "").matchAll(/(?<![\w/])(?:\.\.\/)*docs\/[\w-]*\.?\w*/g);
    const called = [...text.matchAll(/docsAddress\("([^"]+)"\)/g)].map(([, document]) => document as string);
    const written = text
      .split(docsAddress(""))
      .slice(1)
      .map((rest) => /^[\w.-]+\.md/.exec(rest)?.[0] ?? "");
    return [...[...bare].map(([found]) => ({ path, found })), ...[...called, ...written].map((document) => ({ path, document }))];
  });
  expect(named.filter((one) => "found" in one)).toEqual([]);
  const documents = named.flatMap((one) => ("document" in one ? [one] : []));
  expect(documents.length).toBeGreaterThan(3);
  for (const { document } of documents) expect(existsSync(join(root, "docs", document)), document).toBe(true);
});
