import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the app's pages lie: beside the program that is installed, or where the clone builds them; undefined where nobody has built them. */
export function appFolder(): string | undefined {
  const places = ["./app/", "../../web/dist/"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find((path) => existsSync(`${path}index.html`));
}
