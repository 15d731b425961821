import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Real Chromium: where it is, or undefined. */
const executablePath = [process.env.TENFOLD_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);

/** Whether tests in Chromium are left out. Where TENFOLD_REQUIRE_BROWSER is set, its absence is a failure, not a skip. */
export const withoutChromium = !executablePath && !process.env.TENFOLD_REQUIRE_BROWSER;

/** @throws Error when Chromium is asked for and not there */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  if (!executablePath) throw new Error("TENFOLD_REQUIRE_BROWSER is set, but there is no Chromium; install Debian's package chromium");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ...args] });
}
