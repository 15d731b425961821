// Accuracy by the number of labels, a line an arm: what bench/transfer.js found, drawn.

import { renderSvg } from "../../packages/cli/dist/report/render.js";
import { palettes, theme } from "../../packages/tenfold/dist/index.js";

const { light } = palettes;
/** Blue for what is to be shown, orange and gray for what it is shown against. */
const colors = { "fine-tuned": light.validation, "last layer only": light.training, "from scratch": light.errors[3] };
const SIZE = { width: 300, height: 220, padding: { left: 60, right: 120, top: 60, bottom: 44 } };

/**
 * @param rows { arm, labels, mean, sd } with accuracies 0..1; `before`, the accuracy of the network before it was trained further, where it
 *   knew the classes
 * @param subtitle on which images, over how many seeds
 */
export function transferSvg({ rows, before, title, subtitle }) {
  const counts = [...new Set(rows.map(({ labels }) => labels))].sort((a, b) => a - b);
  const accuracies = rows.flatMap(({ mean, sd }) => [mean - (sd ?? 0), mean + (sd ?? 0)]);
  const lowest = Math.floor(10 * Math.min(before ?? 1, ...accuracies)) / 10;
  const values = rows.map(({ mean, sd, ...row }) => ({ ...row, mean, from: mean - (sd ?? 0), to: Math.min(1, mean + (sd ?? 0)) }));
  const color = { field: "arm", type: "nominal", scale: { domain: Object.keys(colors), range: Object.values(colors) }, legend: null };
  const y = (field) => ({
    field,
    type: "quantitative",
    scale: { domain: [lowest, 1], nice: false },
    axis: { title: null, format: ".0%", tickCount: 5 },
  });
  const x = {
    field: "labels",
    type: "quantitative",
    scale: { type: "log", domain: [counts[0], counts.at(-1)], nice: false },
    axis: { title: "labelled images", values: counts, format: "d", grid: false },
  };
  /** The network as it was: a line across. */
  const ruleAt = (level) => ({
    data: { values: [{ level }] },
    mark: { type: "rule", color: light.muted, strokeDash: [2, 3] },
    encoding: { y: y("level") },
  });
  const ends = spreadOut(values.filter(({ labels }) => labels === counts.at(-1)));
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Accuracy ${subtitle}: ${rows.map(({ arm, labels, mean }) => `${arm}, ${labels} labels ${(100 * mean).toFixed(2)} %`).join("; ")}.`,
    title: { text: title, subtitle, frame: "group", dx: 8 - SIZE.padding.left, offset: 14 },
    ...SIZE,
    autosize: "none",
    layer: [
      ...(before === undefined ? [] : [ruleAt(before)]),
      { data: { values }, mark: { type: "line", strokeWidth: 2 }, encoding: { x, y: y("mean"), color } },
      { data: { values }, mark: { type: "rule", strokeWidth: 1.5 }, encoding: { x, y: y("from"), y2: { field: "to" }, color } },
      { data: { values }, mark: { type: "point", filled: true, opacity: 1, size: 40 }, encoding: { x, y: y("mean"), color } },
      {
        data: { values: ends },
        mark: { type: "text", align: "left", dx: 10 },
        encoding: { x: { value: SIZE.width }, y: y("at"), text: { field: "arm", type: "nominal" }, color },
      },
    ],
  };
  return renderSvg(spec, theme("light"));

  /** Labels at the lines' ends, no nearer to each other than they are high. */
  function spreadOut(found) {
    const apart = ((1 - lowest) * 15) / SIZE.height;
    let last = Number.POSITIVE_INFINITY;
    return [...found]
      .sort((a, b) => b.mean - a.mean)
      .map((one) => {
        last = Math.min(one.mean, last - apart);
        return { ...one, at: last };
      });
  }
}
