import { basename, relative } from "node:path";
import type { Host } from "./host.js";
import { listen } from "./interruption.js";
import { openInBrowser } from "./open-in-browser.js";
import { quoted } from "./quoted.js";

/** This process as a host: standard output and error, Ctrl-C and SIGTERM. */
export function processHost(): Host {
  surviveClosedPipes();
  const { stdout, stderr } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    live: stderr.isTTY === true && process.env.TERM !== "dumb",
    columns: () => stderr.columns,
    program: programName(process.argv[1] ?? "tenfold"),
    interruption: () => listen(process),
    show: openInBrowser,
  };
}

/** A reader that leaves early, as `head` does, is no fault; a disk that is full is one. */
function surviveClosedPipes(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(`tenfold: cannot write the result: the system answers ${error.code}; send it elsewhere\n`);
    process.exit(1);
  });
  process.stderr.on("error", () => {}); // nobody reads the progress: the work goes on
}

/** How the program was called, so that a command it proposes can be typed as it stands. */
export function programName(script: string): string {
  if (/node_modules[\\/]\.bin[\\/]/.test(script)) return "npx tenfold";
  return script.endsWith(".js") ? `node ${quoted(relative("", script))}` : basename(script);
}
