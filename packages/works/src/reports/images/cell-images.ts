import { digitImage } from "../../pages/digit-image.js";
import { type Markup, markup } from "../../pages/markup.js";
import { percent, plural, whole } from "../../pages/numbers.js";
import type { CellImages } from "../report-data.js";

/** The images behind a cell of the confusion matrix, in a panel that its button opens. */
export async function cellImages(
  { label, predicted, count, images }: CellImages,
  id: string,
  classNames: readonly string[],
): Promise<Markup> {
  const [truth, read] = [classNames[label] ?? String(label), classNames[predicted] ?? String(predicted)];
  const right = label === predicted;
  const items = images.map(async (image) => {
    const sure = `${percent(image.confidence, 1)} sure`;
    const picture = await digitImage(image, { enlarge: 1 });
    return markup`<li><div><img src="${picture}" alt="${truth} read as ${read}, ${sure}" width="72" height="72"></div>
<span>${percent(image.confidence, 1)}</span><span class="sure">no. ${whole(image.index)}</span></li>
`;
  });
  const order = right ? "the least sure first" : "the surest first";
  const shown = images.length < count ? `${whole(images.length)} of ${plural(count, "image")}` : plural(count, "image");
  return markup`<div popover id="${id}" class="cell" role="dialog" aria-label="${truth} read as ${read}">
<div class="head"><h3>${right ? `${truth}, read right` : `${truth} read as ${read}`}</h3>
<button popovertarget="${id}" popovertargetaction="hide" aria-label="close">\u00d7</button></div>
<p class="sure">${shown}${count > 1 ? `, ${order}` : ""}; with the probability of ${read} and the place among the test images</p>
<ul class="tiles">${await Promise.all(items)}</ul></div>
`;
}
