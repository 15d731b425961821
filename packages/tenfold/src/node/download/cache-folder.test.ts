import { describe, expect, it } from "vitest";
import { cacheFolder } from "./cache-folder.js";

describe("cacheFolder", () => {
  it.each([
    ["linux", {}, "/home/ada/.cache/tenfold"],
    ["linux", { XDG_CACHE_HOME: "/fast" }, "/fast/tenfold"],
    ["linux", { XDG_CACHE_HOME: "relative" }, "/home/ada/.cache/tenfold"],
    ["linux", { XDG_CACHE_HOME: "/fast", TENFOLD_CACHE: "/mine" }, "/mine"],
    ["linux", { TENFOLD_CACHE: "" }, "/home/ada/.cache/tenfold"],
    ["darwin", { XDG_CACHE_HOME: "/fast" }, "/home/ada/Library/Caches/tenfold"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/tenfold"],
  ] as const)("on %s with %o is %s", (platform, env, folder) => {
    expect(cacheFolder({ platform, env, home: "/home/ada" })).toBe(folder);
  });
});
