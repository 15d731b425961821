import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const lines = read("Dockerfile").split("\n");

describe("the Dockerfile", () => {
  it("has no fault that a linter finds", () => {
    expect(validate(read("Dockerfile")).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  it("copies what is there: the manifest of every package, so that npm ci finds all of them", () => {
    const copied = lines.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(" ") ?? []);
    for (const path of copied) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    const { workspaces } = JSON.parse(read("package.json")) as { workspaces: string[] };
    for (const workspace of workspaces)
      expect(copied.some((path) => path === `${workspace}/package.json` || workspace.startsWith(`${path}/`))).toBe(true);
  });

  it("installs the versions that are packed, and the HEIC decoder that is tested", () => {
    const installed = lines.find((line) => line.includes("npm install")) as string;
    for (const name of ["tenfold", "cli"]) {
      const { name: packed, version } = JSON.parse(read(`packages/${name}/package.json`)) as { name: string; version: string };
      expect(installed).toContain(`/tarballs/${packed}-${version}.tgz`);
    }
    const { devDependencies } = JSON.parse(read("package.json")) as { devDependencies: Record<string, string> };
    expect(installed).toContain(`heic-decode@${devDependencies["heic-decode"]}`);
  });

  it("ends with a user of its own, not root, and a look whether it is ready", () => {
    expect(lines).toContain("USER node");
    expect(lines.indexOf("USER node")).toBeLessThan(lines.findIndex((line) => line.startsWith("ENTRYPOINT")));
    expect(lines.some((line) => line.startsWith("HEALTHCHECK"))).toBe(true);
  });
});
