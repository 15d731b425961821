import { relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { programName } from "./process-terminal.js";

it.each([
  ["/usr/local/bin/tenfold", "tenfold"],
  ["/home/ada/digits/node_modules/.bin/tenfold", "npx tenfold"],
  ["/home/ada/tenfold/packages/cli/bin/tenfold.js", `node ${relative("", "/home/ada/tenfold/packages/cli/bin/tenfold.js")}`],
  [resolve("my clone/bin/tenfold.js"), "node 'my clone/bin/tenfold.js'"],
])("a program called as %s proposes %s", (script, name) => expect(programName(script)).toBe(name));
