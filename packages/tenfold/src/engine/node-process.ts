/**
 * Node's `process`, or that of what calls itself Node (Bun, Deno); undefined in browsers.
 *
 * What only Node has is asked of it when it runs, `nodeProcess?.getBuiltinModule("node:os")`: an `import "node:os"` stops every bundler for
 * browsers, even where it would never run.
 */
export const nodeProcess: NodeJS.Process | undefined =
  typeof process !== "undefined" && typeof process.versions?.node === "string" ? process : undefined;
