import { digitImage } from "../../pages/digit-image.js";
import { type Markup, markup } from "../../pages/markup.js";
import { percent, whole } from "../../pages/numbers.js";
import { saliencyImage } from "../../pages/saliency-image.js";
import type { ExplainedSample } from "../report-data.js";

/** Images with their most probable classes as bars, and what spoke for the first of them where that is known. */
export async function explainedList(samples: readonly ExplainedSample[], classNames: readonly string[]): Promise<Markup> {
  return markup`<ul class="explained">${await Promise.all(samples.map((sample) => card(sample, classNames)))}</ul>`;
}

async function card(sample: ExplainedSample, classNames: readonly string[]): Promise<Markup> {
  const name = (label: number) => classNames[label] ?? String(label);
  const right = sample.label === sample.predicted;
  const spoken = `Test image ${sample.index}, a ${name(sample.label)} read as ${name(sample.predicted)}`;
  const digit = await digitImage(sample, { enlarge: 1 });
  const bars = sample.top3.map(
    ({ label, probability }) => markup`<li class="${label === sample.label ? "truth" : ""}"><b>${name(label)}</b>
<span class="bar" aria-hidden="true"><i style="width: ${(100 * probability).toFixed(1)}%"></i></span><span>${percent(probability, 1)}</span></li>
`,
  );
  return markup`<li class="${right ? "right" : "wrong"}"><div class="pictures">
<figure><div><img class="digit" src="${digit}" alt="${spoken}" width="112" height="112"></div><figcaption>image</figcaption></figure>${await saliencyOf(sample, digit)}</div>
<p><b>${right ? "\u2713" : "\u2717"} ${name(sample.label)}</b> read as <b>${name(sample.predicted)}</b> <span class="sure">no. ${whole(sample.index)}</span></p>
<ol class="top">${bars}</ol></li>
`;
}

/** The image with what Grad-CAM says, and with what covering its places does; nothing of what was not asked. */
async function saliencyOf({ gradCam, occlusion }: ExplainedSample, digit: string): Promise<Markup[]> {
  const strongest = Math.max(LEAST_DROP, ...occlusion.flat().map(Math.abs));
  return [
    ...overlay(digit, gradCam ? await saliencyImage(gradCam) : undefined, "Grad-CAM"),
    ...overlay(digit, await saliencyImage(occlusion, { full: strongest }), "occlusion"),
  ];
}

/** Where covering any place changes the probability by less than this, no place is painted in full color. */
const LEAST_DROP = 0.02;

function overlay(digit: string, heat: string | undefined, method: string): Markup[] {
  if (heat === undefined) return [];
  return [
    markup`<figure><div class="saliency">
<img class="digit" src="${digit}" alt="" width="112" height="112">
<img class="heat" src="${heat}" alt="" width="112" height="112"></div><figcaption>${method}</figcaption></figure>`,
  ];
}
