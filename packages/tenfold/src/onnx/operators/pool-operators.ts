import { averagePool2d } from "../../layers/average-pool2d.js";
import { globalAveragePool2d } from "../../layers/global-average-pool2d.js";
import { globalMaxPool2d } from "../../layers/global-max-pool2d.js";
import type { Layer } from "../../layers/layer.js";
import { maxPool2d } from "../../layers/max-pool2d.js";
import type { Margins } from "../../layers/pool-window.js";
import { asImages, type Flow, throughImages } from "../values/flow.js";
import type { NodeSite } from "../values/node-site.js";
import { marginsOf } from "./margins-of.js";

/** The ONNX operators that pool the pixels of windows, or of whole images. */
export const poolOperators: Readonly<Record<string, (site: NodeSite) => Flow>> = {
  AveragePool(site) {
    const { window, cut, padded } = windowOf(site);
    // PyTorch counts what it was told to pad, but never the rest of a window that is cut off behind that.
    const countPadding = site.int("count_include_pad", 0) === 1 && padded;
    site.want(!(countPadding && cut), "counts its padding, but not the rest of windows cut off at the edge; Tenfold counts both or none");
    return throughImages(site.flow(0), averagePool2d({ ...window, countPadding }), {}, site.who);
  },
  MaxPool: (site) => throughImages(site.flow(0), maxPool2d(windowOf(site).window), {}, site.who),
  GlobalAveragePool: (site) => ofWholeImages(site, globalAveragePool2d()),
  GlobalMaxPool: (site) => ofWholeImages(site, globalMaxPool2d()),
  ReduceMax: (site) => reduced(site, globalMaxPool2d()),
  ReduceMean: (site) => reduced(site, globalAveragePool2d()),
};

/** A pool's window, whether the image is padded on purpose, and whether windows are cut off behind that, as in `ceil_mode`. */
function windowOf(site: NodeSite) {
  const { sides } = asImages(site.flow(0), site.who);
  const [size = 0, across = 0] = site.ints("kernel_shape") ?? [];
  const [stride = 1, sideways = 1] = site.ints("strides") ?? [];
  site.want(size === across, `pools windows of ${size} x ${across}; square ones are what Tenfold has`);
  site.want(stride === sideways, `has strides ${stride} and ${sideways}; the same both ways is what Tenfold has`);
  site.want(
    (site.ints("dilations") ?? []).every((rate) => rate === 1),
    "is dilated; Tenfold has no such pooling",
  );
  const padding = marginsOf(site, sides, size, stride);
  const ceils = site.int("ceil_mode", 0) === 1 && stride >= 1;
  const [bottom, right] = ceils ? cutOff(padding, sides, size, stride) : [padding.bottom, padding.right];
  const cut = bottom > padding.bottom || right > padding.right;
  const window = { size, stride, padding: { ...padding, bottom, right } };
  return { window, cut, padded: Object.values(padding).some((margin) => margin > 0) };
}

/** How far the last windows reach where one that only begins within the image and its padding counts, too. */
function cutOff({ top, left, bottom, right }: Margins, [height = 0, width = 0]: readonly number[], size: number, stride: number) {
  const along = (side: number, before: number, after: number) => {
    const windows = Math.ceil((side + before + after - size) / stride) + 1;
    const last = (windows - 1) * stride;
    const counts = last < side + before; // one that begins in the padding behind the image does not
    return Math.max(after, (counts ? last : last - stride) + size - side - before);
  };
  return [along(height, top, bottom), along(width, left, right)] as const;
}

function reduced(site: NodeSite, layer: Layer): Flow {
  const axes = (site.inputs[1] ? site.sizes(1).sizes.map(Number) : (site.ints("axes") ?? [])).map((axis) => (axis < 0 ? axis + 4 : axis));
  site.want(axes.toSorted().join() === "2,3", "reduces other axes than height and width");
  const flow = ofWholeImages(site, layer);
  return site.int("keepdims", 1) === 1 ? flow : { ...flow, dims: flow.sides };
}

/** [channels, height, width] to [channels, 1, 1], which Tenfold has in a row. */
function ofWholeImages(site: NodeSite, layer: Layer): Flow {
  const x = asImages(site.flow(0), site.who);
  const sides = x.sides.slice(2);
  return { layers: [...x.layers, { layer, weights: {} }], sides, order: [0], dims: [...sides, 1, 1], flat: true, of: x.of };
}
