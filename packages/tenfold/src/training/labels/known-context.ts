import { type ContextColumn, type ContextRow, contextWidth, plainColumns } from "../../data/context/context-columns.js";
import { encodeContext } from "../../data/context/encode-context.js";
import { InputError, UsageError } from "../../errors.js";
import type { Network } from "../../model/network/sequential.js";

/** What is known of pictures: of all of them the same, or a row a picture. */
export type KnownContext = ContextRow | readonly ContextRow[];

/** The columns of a model's context, and what is known as its network sees it. */
export interface ContextReader {
  /** Undefined where the network takes no context. */
  readonly columns: readonly ContextColumn[] | undefined;
  /**
   * `[count, numbers]`; undefined where nothing was told.
   *
   * @throws UsageError when the network takes none, InputError when there is not a row a picture, or one is not what the columns say
   */
  read(who: string, known: KnownContext | undefined, count: number): Float32Array | undefined;
}

/**
 * @param told the columns that the network was trained with; columns of plain numbers where nobody told any
 * @throws UsageError when they are not as many numbers as the network takes
 */
export function contextReader({ name, context }: Network, told: readonly ContextColumn[] | undefined): ContextReader {
  if (!context) {
    if (told) throw new UsageError(`compile: "${name}" takes no context, so it has no columns of one; give it one with withContext()`);
    return {
      columns: undefined,
      read(who, known) {
        if (known === undefined) return undefined;
        throw new UsageError(`${who}: "${name}" takes no context; leave it out, or take a network that was trained with one`);
      },
    };
  }
  const [numbers = 0] = context;
  const columns = told ?? plainColumns(numbers);
  if (contextWidth(columns) !== numbers) {
    throw new UsageError(`compile: the columns of the context make ${contextWidth(columns)} numbers, "${name}" takes ${numbers}`);
  }
  return {
    columns,
    read(who, known, count) {
      if (known === undefined) return undefined;
      const rows = isRows(known) ? known : [known];
      if (rows === known && rows.length !== count) {
        throw new InputError(
          `${who}: ${rows.length} rows of context came for ${count} pictures; pass a row a picture, or one object for all`,
        );
      }
      const values = encodeContext(who, columns, rows);
      if (rows === known) return values;
      const all = new Float32Array(count * numbers);
      for (let row = 0; row < count; row++) all.set(values, row * numbers);
      return all;
    },
  };
}

function isRows(known: KnownContext): known is readonly ContextRow[] {
  return Array.isArray(known);
}
