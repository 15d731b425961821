import { dirname, join } from "node:path";
import type { PageContent, ReadPage } from "tenfold/document";
import { makeFolder, writeAside } from "tenfold/node";
import { cropName } from "./crop-names.js";

/** The sides of what the network sees. */
const SIDE = 28;

/**
 * Writes each digit of a page's strings as the network saw it, ink light, into the folder of its class.
 *
 * @param name of the file among others
 * @throws InputError when one cannot be written
 */
export async function writeCrops(folder: string, name: string, page: ReadPage, { strings }: PageContent): Promise<void> {
  const crops = strings.flatMap(({ digits }, string) =>
    digits.map((digit, place) => ({ path: join(folder, cropName(name, page, string + 1, place + 1, digit)), seen: digit.seen })),
  );
  for (const own of new Set(crops.map(({ path }) => dirname(path)))) await makeFolder(own);
  const { default: sharp } = await import("sharp");
  for (const { path, seen } of crops) {
    const picture = sharp(seen, { raw: { width: SIDE, height: SIDE, channels: 1 } });
    await writeAside(path, await picture.toColourspace("b-w").png().toBuffer());
  }
}
