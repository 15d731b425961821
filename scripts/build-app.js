// Makes the app's pages of packages/web, with the networks they use, in packages/web/dist: static files that any host serves.

import { join } from "node:path";
import { build } from "vite";

const web = join(import.meta.dirname, "../packages/web");

/** @throws Error of Vite when a file is missing or does not fit */
export async function buildApp() {
  await build({ root: web, configFile: join(web, "vite.config.js"), logLevel: "error" });
}
