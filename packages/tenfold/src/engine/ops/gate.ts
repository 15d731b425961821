import type { Engine } from "../engine.js";
import { sizeOf, type Tensor } from "../tensor.js";

/** Images x `[batch, …, channels]` as the kernels want to know them: pixels and channels, some images an item. */
function extent({ shape }: Tensor, n: number) {
  const channels = shape.at(-1) as number;
  const perItem = Math.max(1, Math.ceil(n / 16));
  return { items: Math.ceil(n / perItem), sizes: [n, sizeOf(shape.slice(1, -1)), channels, perItem] as const };
}

/** means `[n, channels]` of each channel of x `[n, height, width, channels]`. */
export function pixelMeans(engine: Engine, x: Tensor, means: Tensor, n: number): void {
  const { items, sizes } = extent(x, n);
  engine.fork("pixelMeans", items, x.pointer, means.pointer, ...sizes);
}

/** dx = dmeans / pixels, at every pixel; `x` tells the shape. */
export function pixelMeansGradient(engine: Engine, x: Tensor, dmeans: Tensor, dx: Tensor, n: number): void {
  const { items, sizes } = extent(x, n);
  engine.fork("pixelMeansGradient", items, dmeans.pointer, dx.pointer, ...sizes);
}

/** y = x times each channel's gate, gates `[n, channels]`. */
export function gate(engine: Engine, x: Tensor, gates: Tensor, y: Tensor, n: number): void {
  const { items, sizes } = extent(x, n);
  engine.fork("gate", items, x.pointer, gates.pointer, y.pointer, ...sizes);
}

/** dgates = Σ over pixels of x dy. */
export function gateSums(engine: Engine, x: Tensor, dy: Tensor, dgates: Tensor, n: number): void {
  const { items, sizes } = extent(x, n);
  engine.fork("gateSums", items, x.pointer, dy.pointer, dgates.pointer, ...sizes);
}

/** dx = dy gate + dmeans / pixels: through the product, and through the means that the gates were made from. `x` tells the shape. */
export function gateGradient(
  engine: Engine,
  x: Tensor,
  { dy, gates, dmeans }: { readonly dy: Tensor; readonly gates: Tensor; readonly dmeans: Tensor },
  dx: Tensor,
  n: number,
): void {
  const { items, sizes } = extent(x, n);
  engine.fork("gateGradient", items, dy.pointer, gates.pointer, dmeans.pointer, dx.pointer, ...sizes);
}
