import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** How long an opener may take to fail; one that still runs then has found a browser. */
const PATIENCE_MS = 2000;

/** What a system opens files with: a program and what comes before the address. No shell reads the path. */
export function opener(platform: NodeJS.Platform): readonly [program: string, ...args: string[]] {
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  return ["xdg-open"];
}

/**
 * Opens a file or an address in the reader's browser, and does not wait for the browser to end.
 *
 * @throws InputError when there is no browser, or nothing to open it with
 */
export async function openInBrowser(path: string, [program, ...args] = opener(process.platform)): Promise<void> {
  const trouble = await startedOrFailed(program, [...args, addressOf(path)]);
  if (trouble === undefined) return;
  const { InputError } = await import("tenfold/errors");
  throw new InputError(`no browser could be opened: ${trouble}; open ${path} yourself`);
}

/** A file's address, and that of a page as it is. */
function addressOf(path: string): string {
  return /^https?:\/\//.test(path) ? path : pathToFileURL(resolve(path)).href;
}

/** Nothing once it runs or has ended well; else in words what went wrong. */
function startedOrFailed(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((tell) => {
    const child = spawn(program, args, { detached: true, stdio: "ignore" });
    const timer = setTimeout(() => tell(undefined), PATIENCE_MS);
    const done = (trouble?: string) => {
      clearTimeout(timer);
      tell(trouble);
    };
    child.once("error", () => done(`there is no ${program} here`));
    child.once("exit", (code) => done(code === 0 ? undefined : `${program} found none`));
    child.unref();
  });
}
