import { palettes } from "tenfold";
import { digitImage } from "../../pages/digit-image.js";
import { type Markup, markup } from "../../pages/markup.js";
import { percent } from "../../pages/numbers.js";
import { PNG_FONT } from "../../pages/render.js";
import type { Sample } from "../report-data.js";

/** What is written under a sample, and what a reader hears who cannot see it. */
interface Caption {
  readonly right: boolean;
  readonly truth: string;
  /** Starts with a check mark or a cross, so that color alone never says which. */
  readonly read: string;
  readonly sure: string;
  readonly spoken: string;
}

/** The samples as a list of the page. */
export async function sampleList(samples: readonly Sample[], classNames: readonly string[]): Promise<Markup> {
  const items = samples.map(async (sample) => {
    const { right, truth, read, sure, spoken } = caption(sample, classNames);
    const image = await digitImage(sample);
    return markup`<li class="${right ? "right" : "wrong"}"><div><img src="${image}" alt="${spoken}" width="112" height="112"></div>
<span>${truth}</span><span><b>${read}</b></span><span class="sure" title="${sure}">${percent(sample.confidence, 1)}</span></li>
`;
  });
  return markup`<ul class="samples">${await Promise.all(items)}</ul>`;
}

const COLUMNS = 3;
const [CELL_WIDTH, CELL_HEIGHT, PICTURE, EDGE] = [140, 186, 112, 20];

/** The samples as one SVG picture, three in a row, in the light theme. */
export async function sampleSheet(samples: readonly Sample[], classNames: readonly string[]): Promise<string> {
  const cells = await Promise.all(samples.map((sample, index) => sheetCell(sample, index, classNames)));
  const width = COLUMNS * CELL_WIDTH + EDGE;
  const height = Math.ceil(samples.length / COLUMNS) * CELL_HEIGHT + EDGE;
  const font = `system-ui, -apple-system, 'Segoe UI', '${PNG_FONT}', sans-serif`;
  const label = `${samples.length} test images with their true and predicted classes.`;
  return markup`<svg role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${palettes.light.paper}"/>
<g font-family="${font}" font-size="12" fill="${palettes.light.muted}">
${cells}</g>
</svg>
`.markup;
}

async function sheetCell(sample: Sample, index: number, classNames: readonly string[]): Promise<Markup> {
  const { right, truth, read, sure, spoken } = caption(sample, classNames);
  const { ink, grid, errors } = palettes.light;
  const x = EDGE + (index % COLUMNS) * CELL_WIDTH;
  const y = EDGE + Math.floor(index / COLUMNS) * CELL_HEIGHT;
  const frame = right ? markup`stroke="${grid}"` : markup`stroke="${errors[3]}" stroke-width="2"`;
  return markup`<g transform="translate(${x} ${y})"><title>${spoken}</title>
<image width="${PICTURE}" height="${PICTURE}" style="image-rendering: pixelated" href="${await digitImage(sample)}"/>
<rect width="${PICTURE}" height="${PICTURE}" rx="3" fill="none" ${frame}/>
<text y="${PICTURE + 17}" fill="${ink}">${truth}</text>
<text y="${PICTURE + 33}" font-weight="600" fill="${right ? ink : errors[3]}">${read}</text>
<text y="${PICTURE + 49}">${sure}</text></g>
`;
}

function caption({ label, predicted, confidence }: Sample, classNames: readonly string[]): Caption {
  const [truth, read] = [classNames[label] ?? String(label), classNames[predicted] ?? String(predicted)];
  const right = label === predicted;
  const sure = `${percent(confidence, 1)} sure`;
  return {
    right,
    truth: `true ${truth}`,
    read: `${right ? "\u2713" : "\u2717"} read as ${read}`,
    sure,
    spoken: `A test image of ${truth}, read as ${read}: ${right ? "right" : "wrong"}, ${sure}`,
  };
}
