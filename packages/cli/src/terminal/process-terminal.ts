import { basename, relative } from "node:path";
import { quoted } from "tenfold-works";
import { listen } from "./interruption.js";
import { openInBrowser } from "./open-in-browser.js";
import type { Terminal } from "./terminal.js";

/** This process as a terminal: standard output and error, Ctrl-C and SIGTERM. */
export function processTerminal(): Terminal {
  surviveClosedPipes();
  const { stdout, stderr } = process;
  let piped: Promise<Uint8Array> | undefined;
  return {
    input() {
      piped ??= pipedIn();
      return piped;
    },
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    live: stderr.isTTY === true && process.env.TERM !== "dumb",
    columns: () => stderr.columns,
    program: programName(process.argv[1] ?? "tenfold"),
    interruption: () => listen(process),
    show: openInBrowser,
  };
}

const MOST_PIPED = 1e9;

async function pipedIn(): Promise<Uint8Array> {
  const { InputError } = await import("tenfold/errors");
  if (process.stdin.isTTY) throw new InputError("- is what is piped in, and nothing is; write cat photo.jpg | tenfold read -");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_PIPED) throw new InputError("what is piped in has more than 1 GB; write it into a file, and pass that");
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** A reader that leaves early, as `head` does, is no fault; a disk that is full is one. */
function surviveClosedPipes(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(
      `tenfold: cannot write the result: ${error.code === "ENOSPC" ? "the disk is full" : `the system answers ${error.code}`}; send it elsewhere\n`,
    );
    process.exit(1);
  });
  process.stderr.on("error", () => {}); // nobody reads the progress: the work goes on
}

/** How the program was called, so that a command it proposes can be typed as it stands. */
export function programName(script: string): string {
  if (/node_modules[\\/]\.bin[\\/]/.test(script)) return "npx tenfold";
  return script.endsWith(".js") ? `node ${quoted(relative("", script))}` : basename(script);
}
