import type { Engine } from "../engine.js";
import { sizeOf, type Tensor } from "../tensor.js";

/** Rows an item, so that a batch makes 16 items at most. */
function cut(n: number) {
  const perItem = Math.max(1, Math.ceil(n / 16));
  return { items: Math.ceil(n / perItem), perItem };
}

/** Images or features x `[batch, …, channels]` as the kernels want to know them: pixels and channels, some images an item. */
function extent({ shape }: Tensor, n: number) {
  const { items, perItem } = cut(n);
  return { items, sizes: [n, sizeOf(shape.slice(1, -1)), shape.at(-1) as number, perItem] as const };
}

/** y = x (1 + scale) + shift for each channel; `by` `[batch, 2 channels]` has the scales before the shifts. */
export function scaleShift(engine: Engine, x: Tensor, by: Tensor, y: Tensor, n: number): void {
  const { items, sizes } = extent(x, n);
  engine.fork("scaleShift", items, x.pointer, by.pointer, y.pointer, ...sizes);
}

/** dby = Σ over pixels of x dy, then of dy. */
export function scaleShiftSums(engine: Engine, x: Tensor, dy: Tensor, dby: Tensor, n: number): void {
  const { items, sizes } = extent(x, n);
  engine.fork("scaleShiftSums", items, x.pointer, dy.pointer, dby.pointer, ...sizes);
}

/** dx = dy (1 + scale); `x` tells the shape. */
export function scaleShiftGradient(engine: Engine, x: Tensor, dy: Tensor, by: Tensor, dx: Tensor, n: number): void {
  const { items, sizes } = extent(x, n);
  engine.fork("scaleShiftGradient", items, dy.pointer, by.pointer, dx.pointer, ...sizes);
}

/** y `[batch, a + b]`: the rows of a `[batch, a]` and b `[batch, b]` side by side. */
export function sideBySide(engine: Engine, a: Tensor, b: Tensor, y: Tensor, n: number): void {
  const { items, perItem } = cut(n);
  engine.fork("sideBySide", items, a.pointer, b.pointer, y.pointer, n, a.shape[1] as number, b.shape[1] as number, perItem);
}

/** The other way round, for gradients; either may be unwanted. `left` and `right` are how many numbers a and b have a row. */
export function apartAgain(
  engine: Engine,
  y: Tensor,
  { a, b, left, right }: { readonly a: Tensor | undefined; readonly b: Tensor | undefined; readonly left: number; readonly right: number },
  n: number,
): void {
  const { items, perItem } = cut(n);
  engine.fork("apartAgain", items, y.pointer, a?.pointer ?? 0, b?.pointer ?? 0, n, left, right, perItem);
}

/** Tables of rows for the columns of x, which lie one after the other in one table. */
export interface LookUp {
  /**
   * y `[batch, width]` from x `[batch, columns]`: of each column the row of the table that its number means, the nearest, and the first where there is
   * none; the number itself where a column has no rows.
   */
  forward(x: Tensor, table: Tensor, y: Tensor, n: number): void;
  /** dtable: Σ over the batch. */
  tableGradient(x: Tensor, dy: Tensor, dtable: Tensor, n: number): void;
  /** dx: what came for a number that passed, 0 for one that means a row. */
  inputGradient(dy: Tensor, dx: Tensor, n: number): void;
  free(): void;
}

/**
 * Plans looking up rows of `size` numbers.
 *
 * @param rows for each column how many it has in the table, 0 where its number passes
 */
export function lookUp(engine: Engine, rows: readonly number[], size: number): LookUp {
  const columns = rows.length;
  const width = rows.reduce((sum, count) => sum + (count > 0 ? size : 1), 0);
  const plan = engine.allocate(columns * 8);
  const words = new Int32Array(engine.bytesAt(plan, columns * 8).buffer, plan, columns * 2);
  let first = 0;
  for (const [column, count] of rows.entries()) {
    words.set([count, first], column * 2);
    first += count;
  }
  return {
    forward(x, table, y, n) {
      const { items, perItem } = cut(n);
      engine.fork("lookUp", items, x.pointer, plan, table.pointer, y.pointer, n, columns, size, width, perItem);
    },
    tableGradient(x, dy, dtable, n) {
      engine.fork("lookUpGradient", columns, x.pointer, plan, dy.pointer, dtable.pointer, n, columns, size, width);
    },
    inputGradient(dy, dx, n) {
      const { items, perItem } = cut(n);
      engine.fork("lookUpInputGradient", items, plan, dy.pointer, dx.pointer, n, columns, size, width, perItem);
    },
    free: () => engine.free(plan),
  };
}
