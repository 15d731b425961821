import { basename } from "node:path";
import { type ContextRow, type ContextTable, InputError, type Model, UsageError } from "tenfold";
import { contextFile } from "tenfold/node";

/** What was told of who wrote some pictures. */
export interface ToldWriters {
  /** A table, with a row a picture, or a row a file. */
  readonly context?: string | undefined;
  /** Of all of them. */
  readonly writer?: ContextRow | undefined;
}

/**
 * What is known of pictures, as `infer` takes it.
 *
 * @param names of the pictures, as they are shown
 * @throws UsageError when the model takes no context, or both were told
 * @throws InputError when the table cannot be read, goes by writer, or is not about these pictures
 */
export async function knownWriters(
  { context, writer }: ToldWriters,
  { names, taking }: { readonly names: readonly string[]; readonly taking: Pick<Model, "network" | "context"> },
): Promise<{ readonly context?: ContextRow | readonly ContextRow[] }> {
  if (context === undefined && writer === undefined) return {};
  const option = context === undefined ? "--writer" : "--context";
  if (context !== undefined && writer !== undefined) throw new UsageError("--context and --writer both tell who wrote; pass one of them");
  if (!taking.context) {
    throw new UsageError(
      `${option}: "${taking.network.name}" takes no context; leave the option out, or take a model that tenfold train --context has made`,
    );
  }
  if (writer) return { context: writer };
  return { context: rowsFor(await contextFile(context as string), names) };
}

function rowsFor({ name, key, rows, by }: ContextTable, names: readonly string[]): readonly ContextRow[] {
  if (key === "writer") {
    throw new InputError(
      `${name} goes by writer, and pictures do not say who wrote them; name them in a column "file", or pass a row a picture`,
    );
  }
  if (key === "place") {
    if (rows.length === names.length) return rows;
    throw new InputError(
      `${name} has ${rows.length} rows, and there are ${names.length} pictures; pass a row a picture, or name them in a column "file"`,
    );
  }
  const found = names.map((picture) => by.get(picture.replaceAll("\\", "/")) ?? by.get(basename(picture)));
  if (found.every((row) => row === undefined))
    throw new InputError(`${name} names none of the pictures, the first of which is ${names[0]}; mend its column "file"`);
  return found.map((row) => row ?? {});
}
