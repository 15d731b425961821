import { expect, it } from "vitest";
import { withServicePackages } from "./service-packages.js";

const failing = (error: Error) => withServicePackages(() => Promise.reject(error));

it("names a package that is not installed, with what installs it, and leaves every other fault as it is", async () => {
  const missing = Object.assign(new Error("Cannot find package 'fastify' imported from /x.js"), { code: "ERR_MODULE_NOT_FOUND" });
  await expect(failing(missing)).rejects.toThrow(
    "fastify, which the service takes, is not installed; npm install --include=optional brings its packages",
  );
  const other = new Error("no");
  await expect(failing(other)).rejects.toBe(other);
  expect(await withServicePackages(async () => 7)).toBe(7);
});
