import type { ReadContext } from "../../document/document.js";
import type { WriterProfile } from "../../hands/writer-profile.js";
import { inverted, type Picture } from "../../image/basics/picture.js";
import { type HandOptions, handUseOf } from "../../recognize/hand-use.js";
import type { Reading } from "../../recognize/reading.js";
import type { ReadTogether } from "../../recognize/writer/seen-ink.js";
import { type WriterContext, writerContextOf } from "../../recognize/writer-context.js";
import { refuseCame } from "../../what-came.js";
import type { FormField, FormWriter } from "../template/template.js";
import type { FieldPicture } from "./cut-fields.js";
import type { FieldReader, FieldReaderOptions } from "./field-reader.js";

/** Looks up how a writer writes, by a name; nothing where there is no such one. */
export type ProfileOf = (name: string) => WriterProfile | undefined | Promise<WriterProfile | undefined>;

/** A field, and what is written in it. */
export interface CutField {
  readonly field: FormField;
  readonly cut: FieldPicture;
}

/** How written fields are read. */
export interface ReadWrittenOptions extends HandOptions {
  readonly reader: FieldReader;
  readonly maxError?: number | undefined;
  readonly levels?: readonly number[] | undefined;
  readonly profileOf?: ProfileOf | undefined;
}

/** What was read, field by field. */
export interface WrittenRead extends ReadTogether {
  readonly context?: ReadContext;
  /** Why nothing is known of the writer whom a field is to name. */
  readonly notice?: string;
}

/**
 * Reads fields by what is known of the writer: what the template tells, what the caller tells in its place, and how the writer writes whom a field names. That
 * field is read first, by itself, and stays as it was read: it cannot be read by what is found through it.
 */
export async function readKnowing(written: readonly CutField[], told: FormWriter, options: ReadWrittenOptions): Promise<WrittenRead> {
  const { region = told.region, profile } = writerContextOf(options.writer);
  const writer: WriterContext = { ...(region && { region }), ...(profile && { profile }) };
  const naming = written.find(({ field }) => field.name === told.namedBy);
  if (!naming || !options.profileOf || profile || options.hand === "many") return readWritten(written, { ...options, writer });
  const first = await readWritten([naming], { ...options, hand: "many", writer });
  const name = nameIn(first.readings[0]);
  const found = name === undefined ? undefined : await options.profileOf(name);
  if (!found) {
    const notice =
      name === undefined ? unsure(naming.field.name) : `there is no profile of the writer ${name}, whom ${naming.field.name} names`;
    return { ...(await readWritten(written, { ...options, writer })), notice };
  }
  const others = written.filter((one) => one !== naming);
  const { readings, context } = await readWritten(others, { ...options, writer: { ...writer, profile: found } });
  const changed = (context?.changed ?? 0) + (first.context?.changed ?? 0);
  return {
    readings: written.map((one) => (one === naming ? first.readings[0] : readings[others.indexOf(one)]) as Reading),
    ...(context && { context: { ...context, changed, writer: name as string } }),
  };
}

function unsure(field: string): string {
  return `the writer is not known, as ${field} is to be looked at`;
}

/** What names the writer: one string that is accepted. */
function nameIn(reading: Reading | undefined): string | undefined {
  const [string, ...others] = reading?.strings ?? [];
  return string && others.length === 0 && string.status === "accepted" ? string.text : undefined;
}

/** Field by field, or together by what is known of the writer and by the hand that all of them show. */
async function readWritten(written: readonly CutField[], options: ReadWrittenOptions): Promise<ReadTogether> {
  const { reader } = options;
  const writer = writerContextOf(options.writer);
  const hand = handUseOf({ ...options, writer });
  const isKnown = Object.keys(writer).length > 0;
  if (hand !== "many" || isKnown) {
    if (!reader.readTogether) {
      const [what, came, otherwise] = hand === "many" ? ["writer", writer, "nothing"] : ["hand", hand, '"many"'];
      return refuseCame(`readForm: ${what}`, came, `a reader with readTogether(), as loadReader() gives it, or ${otherwise}`);
    }
    return reader.readTogether(
      written.map((one) => toRead(one, options)),
      { hand, ...(isKnown && { writer }) },
    );
  }
  const readings: Reading[] = [];
  for (const one of written) {
    const { image, options: asked } = toRead(one, options);
    readings.push(await reader.read(image, asked));
  }
  return { readings };
}

function toRead({ field, cut }: CutField, { maxError, levels }: ReadWrittenOptions): { image: Picture; options: FieldReaderOptions } {
  const options = {
    field: field.field,
    ...(maxError !== undefined && { maxError }),
    ...(levels && { levels }),
    ...(cut.cells.length > 0 && { cells: cut.cells.map(({ box }) => box) }),
  };
  return { image: { ...inverted(cut.ink), channels: 1 }, options };
}
