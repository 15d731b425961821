import { expect, it } from "vitest";
import { quoted } from "./quoted.js";

it.each([
  ["runs/quick-1", "runs/quick-1"],
  ["my runs/one", "'my runs/one'"],
  ["Ada's", `'Ada'\\''s'`],
])("%s as one word of a shell is %s", (path, word) => expect(quoted(path)).toBe(word));
