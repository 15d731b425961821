import { InputError } from "../errors.js";
import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";
import { stretchedAxis } from "./stretched-axis.js";

/** A writer, and how many of the images by this writer were misread. */
export interface DrawnWriter {
  readonly writer: number;
  readonly count: number;
  readonly wrong: number;
}

const MARGINS = { left: 60, right: 40, top: 60, bottom: 48 };
const WIDTH = PLOT_WIDTH - MARGINS.left - MARGINS.right;
const HEIGHT = 190;
/** Bars beyond this many stand together in the last one. */
const MOST_BARS = 8;

/**
 * How many writers have no image misread, one, two, ...: a bar a number of mistakes, on an axis stretched towards 0 writers, because
 * nearly all have few.
 *
 * @throws InputError when there is no writer
 */
export function writersPlot(writers: readonly DrawnWriter[]): PlotSpec {
  if (writers.length === 0) throw new InputError("writersPlot: no writer came, at least one was wanted");
  const bars = barsOf(writers);
  const y = stretchedAxis([0, ...bars.map(({ count }) => count)], { constant: 10, pixels: HEIGHT });
  const flawless = bars[0]?.count ?? 0;
  return {
    $schema: VEGA_LITE,
    description: `Mistakes of ${writers.length} writers' images: ${bars.map(({ mistakes, count }) => `${count} writers with ${mistakes}`).join(", ")}.`,
    title: {
      text: "Mistakes a writer",
      subtitle: `how many of ${writers.length} writers have so many misread; ${flawless} have none`,
      frame: "group",
      dx: 8 - MARGINS.left,
      offset: 14,
    },
    width: WIDTH,
    height: HEIGHT,
    padding: MARGINS,
    autosize: "none",
    data: { values: bars },
    encoding: {
      x: {
        field: "mistakes",
        type: "nominal",
        scale: { domain: bars.map(({ mistakes }) => mistakes), paddingInner: 0.25, paddingOuter: 0.2 },
        axis: { title: "images misread", labelAngle: 0, grid: false, titlePadding: 6 },
      },
    },
    layer: [
      {
        mark: { type: "bar", style: "training", strokeWidth: 0, opacity: 0.55 },
        encoding: {
          y: {
            field: "count",
            type: "quantitative",
            stack: null,
            scale: { type: "symlog", constant: y.constant, domain: y.domain, nice: false },
            axis: { title: null, values: y.ticks },
          },
        },
      },
      {
        mark: { type: "text", style: "best-label", baseline: "bottom", dy: -3 },
        encoding: { y: { field: "count", type: "quantitative" }, text: { field: "count", type: "quantitative" } },
      },
    ],
  };
}

function barsOf(writers: readonly DrawnWriter[]): { mistakes: string; count: number }[] {
  const most = Math.max(...writers.map(({ wrong }) => wrong));
  const last = Math.min(most, MOST_BARS - 1);
  return Array.from({ length: last + 1 }, (_, mistakes) => {
    const open = mistakes === last && most > last;
    const count = writers.filter(({ wrong }) => wrong === mistakes || (open && wrong > mistakes)).length;
    return { mistakes: open ? `${mistakes} or more` : String(mistakes), count };
  });
}
