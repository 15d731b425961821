import { expect, it } from "vitest";
import { dataFolder } from "./data-folder.js";

it.each([
  [{ platform: "linux", env: {}, home: "/h" }, "/h/.local/share/tenfold"],
  [{ platform: "linux", env: { XDG_DATA_HOME: "/x" }, home: "/h" }, "/x/tenfold"],
  [{ platform: "linux", env: { XDG_DATA_HOME: "x" }, home: "/h" }, "/h/.local/share/tenfold"],
  [{ platform: "darwin", env: {}, home: "/h" }, "/h/Library/Application Support/tenfold"],
  [{ platform: "win32", env: { APPDATA: "/a" }, home: "/h" }, "/a/tenfold"],
  [{ platform: "linux", env: { TENFOLD_DATA: "/t" }, home: "/h" }, "/t"],
] as const)("is the platform's, of %j", (surroundings, folder) => {
  expect(dataFolder(surroundings).replaceAll("\\", "/")).toBe(folder);
});
