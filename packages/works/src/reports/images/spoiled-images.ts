import { type CorruptionName, corrupt, corruptionNames, imagesOf, type Robustness } from "tenfold";
import { digitImage } from "../../pages/digit-image.js";
import { type Markup, markup } from "../../pages/markup.js";
import type { Sample } from "../report-data.js";

/** The first test image in each of the ways that it was spoiled in. */
export async function spoiledImages({ corruptions, severity, seed }: Robustness, first: Sample | undefined): Promise<Markup> {
  if (!first || !(severity >= 0 && severity <= 2) || !Number.isSafeInteger(seed) || seed < 0) return markup``;
  const { height, width, pixels } = first;
  if (pixels.length !== height * width) return markup``;
  const image = imagesOf(pixels, [1, height, width, 1]);
  const known = corruptions.map(({ name }) => name).filter(isCorruption);
  const items = known.map(async (name) => {
    const spoiled = { pixels: corrupt(image, name, { severity, seed }), height, width };
    const title = name.replaceAll("_", " ");
    return markup`<li><div><img src="${await digitImage(spoiled, { enlarge: 1 })}" alt="${title}" width="56" height="56"></div><span>${title}</span></li>
`;
  });
  return markup`<ul class="spoiled">${await Promise.all(items)}</ul>`;
}

function isCorruption(name: string): name is CorruptionName {
  return (corruptionNames as readonly string[]).includes(name);
}
