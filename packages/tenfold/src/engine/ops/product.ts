import { ShapeError } from "../../errors.js";
import type { Engine } from "../engine.js";
import { SCRATCH_BYTES } from "../scratch.js";
import type { Tensor } from "../tensor.js";

/** Rows of C an item of the kernel computes. */
const ROWS = 24;

export interface Product {
  /**
   * c = a · b + bias for `rows` rows.
   *
   * a `[rows, depth]`, or `[depth, rows]` with `turnA`; b `[depth, columns]`, or `[columns, depth]` with `turnB`
   */
  multiply(a: Tensor, b: Tensor, c: Tensor, sizes: ProductSizes): void;
  free(): void;
}

export interface ProductSizes {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  readonly turnA?: boolean;
  readonly turnB?: boolean;
  readonly bias?: Tensor;
}

/**
 * Plans matrix products whose right side has at most `depth` x `columns` numbers, in whichever order.
 *
 * @throws ShapeError when the rows of an item do not fit into a thread's scratch
 */
export function product(engine: Engine, largest: readonly { readonly depth: number; readonly columns: number }[]): Product {
  const deepest = Math.max(...largest.map(({ depth }) => depth));
  if ((roundUp(deepest, 4) * ROWS + 32) * 4 > SCRATCH_BYTES) {
    throw new ShapeError(
      `product: a sum over ${deepest} numbers does not fit into ${SCRATCH_BYTES} bytes of scratch; make the layer before it smaller`,
    );
  }
  const packed = engine.tensor([Math.max(...largest.map(({ depth, columns }) => roundUp(depth, 4) * roundUp(columns, 8)))]);
  return {
    multiply(a, b, c, { rows, depth, columns, turnA = false, turnB = false, bias }) {
      if (rows === 0) return;
      engine.fork("packPanel", Math.ceil(columns / 8), b.pointer, packed.pointer, depth, columns, Number(turnB));
      const pointers = [a.pointer, packed.pointer, bias?.pointer ?? 0, c.pointer] as const;
      engine.fork("gemm", Math.ceil(rows / ROWS), ...pointers, rows, depth, columns, Number(turnA));
    },
    free: () => engine.free(packed),
  };
}

/** sums `[columns]` = Σ over the rows of x `[rows, columns]`. */
export function sumRows(engine: Engine, x: Tensor, sums: Tensor, rows: number): void {
  engine.fork("sumRows", Math.ceil(sums.length / 16), x.pointer, sums.pointer, rows, sums.length);
}

function roundUp(n: number, step: number): number {
  return Math.ceil(n / step) * step;
}
