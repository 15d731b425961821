import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchChromium, withoutChromium } from "../../tenfold/test/browser/chromium.js";
import type { Faults } from "./in-chromium.js";

/** What the tests of a file share. */
export interface AppUnderTest {
  readonly browser: Browser;
  /** For files of these tests. */
  readonly folder: string;
  /** Of whoever serves the app. */
  readonly address: string;
  readonly faults: Faults;
}

/** Somebody who serves the app, until the last test of the file is over. */
export interface AppHost {
  readonly address: string;
  close(): Promise<void>;
}

/** Chromium, a folder and a host of the app before the first test of a file, and no more of them after its last; nothing without Chromium. */
export function appUnderTest(begin: (folder: string) => Promise<AppHost>): AppUnderTest {
  const app: { -readonly [Name in keyof AppUnderTest]?: AppUnderTest[Name] } = { faults: [] };
  let host: AppHost | undefined;
  beforeAll(async () => {
    if (withoutChromium) return;
    app.folder = await mkdtemp(join(tmpdir(), "tenfold-app-"));
    [app.browser, host] = await Promise.all([launchChromium(), begin(app.folder)]);
    app.address = host.address;
  }, 180_000);
  afterAll(async () => {
    await app.browser?.close();
    await host?.close();
    if (app.folder) await rm(app.folder, { recursive: true, force: true });
  });
  return app as AppUnderTest;
}
