import { lookUp } from "../engine/ops/context.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import type { Layer } from "./layer.js";

/** The most rows and the longest that are taken. */
const MOST_ROWS = 65536;
const MOST_COLUMNS = 1024;

/**
 * Categories as rows of numbers that are learned: of each column either the row of its table that it means, or the number itself. What is no
 * whole number from 0 below the table's rows means row 0, which is that of what is not known.
 *
 *   rows [7, 0, 3], size 4:   x [batch, 3] = [[2, 0.5, 1]]   y [batch, 9] = [[table[2], 0.5, table[7 + 1]]]
 *
 * @param rows for each column how many its table has, 2 or more; 0 where its number passes as it is
 * @param size numbers in a row
 * @throws UsageError when one of these is impossible
 */
export function embedding(rows: readonly number[], size: number): Layer {
  const me = `embedding([${rows}], ${size})`;
  const isWhole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  const total = Array.isArray(rows) ? rows.reduce((sum, count) => sum + count, 0) : 0;
  if (
    !Array.isArray(rows) ||
    rows.length === 0 ||
    rows.length > MOST_COLUMNS ||
    !rows.every((count) => count === 0 || isWhole(count, 2, MOST_ROWS))
  ) {
    throw new UsageError(`${me}: rows is a list of whole numbers, for each column 0 or how many rows its table has, from 2`);
  }
  if (!isWhole(size, 1, 4096) || !isWhole(total, 1, MOST_ROWS)) {
    throw new UsageError(`${me}: size is a whole number from 1 to 4096, and 1 to ${MOST_ROWS} rows are possible in all`);
  }
  const width = rows.reduce((sum, count) => sum + (count > 0 ? size : 1), 0);
  return {
    kind: "embedding",
    config: { rows, size },
    outputShape(input) {
      if (input.length === 1 && input[0] === rows.length) return [width];
      throw new ShapeError(`${me} takes [${rows.length}], a number a column, got ${shapeText(input)}`);
    },
    weights: () => [{ name: "table", shape: [total, size], trainable: true, initialize: smallNumbers }],
    bind({ engine, batch, x, weights: { table }, gradients: { table: dtable } }) {
      if (!table) throw new Error(`${me} was bound without its weights`);
      const rowsOf = lookUp(engine, rows, size);
      const y = engine.tensor([batch, width]);
      return {
        y,
        forward: ({ n }) => rowsOf.forward(x, table, y, n),
        backward({ n }, dy, dx) {
          if (dtable) rowsOf.tableGradient(x, dy, dtable, n);
          if (!dx) return dy;
          rowsOf.inputGradient(dy, dx, n);
          return dx;
        },
        free() {
          rowsOf.free();
          engine.free(y);
        },
      };
    },
  };
}

/** Uniform in ±0.05, as Keras begins. */
function smallNumbers(values: Float32Array, { uniform }: { uniform(): number }): void {
  for (let i = 0; i < values.length; i++) values[i] = 0.1 * uniform() - 0.05;
}
