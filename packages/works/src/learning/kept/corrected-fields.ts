import type { Box } from "tenfold/image";
import type { Queries } from "../../store/database.js";
import type { DocumentSettings } from "../../store/stored-documents.js";

/** A field of which a person has said what stands there. */
export interface CorrectedField {
  readonly correction: string;
  /** Page of its document, from 1, and the how manieth string of that page, from 0. */
  readonly page: number;
  readonly place: number;
  readonly name: string | null;
  readonly box: Box;
  /** What stands there. */
  readonly text: string;
}

/** A document with what people said of its fields. */
export interface CorrectedDocument {
  readonly id: string;
  readonly name: string;
  readonly settings: DocumentSettings;
  readonly fields: readonly CorrectedField[];
}

/** Fields of which a person has said what stands there, with their documents; more conditions may follow. */
export const SAID = `from corrections join fields on fields.id = corrections.field join readings on readings.id = corrections.reading
     join documents on documents.id = fields.document left join batches on batches.id = documents.batch
     where undone is null and verdict in ('right', 'corrected')`;
/** Of those, how the document was to be read, and what stands there. */
export const [SETTINGS, TEXT] = ["coalesce(batches.settings, documents.settings)", "coalesce(corrections.text, readings.text)"] as const;

/** Documents with corrections: those held to judge by, or the others, to learn from. The oldest first. */
export function correctedDocuments(queries: Queries, { held }: { readonly held: boolean }): Promise<CorrectedDocument[]> {
  return correctedWhere(queries, "held = $1", held);
}

/** Those of these documents that have corrections, held or not. */
export function correctedAmong(queries: Queries, documents: readonly string[]): Promise<CorrectedDocument[]> {
  return correctedWhere(queries, "documents.id = any($1::uuid[])", documents);
}

async function correctedWhere(queries: Queries, condition: string, value: unknown): Promise<CorrectedDocument[]> {
  const rows = await queries.query<Omit<CorrectedDocument, "fields"> & { readonly field: CorrectedField }>(
    `select documents.id, documents.name, ${SETTINGS} as settings, json_build_object('correction', corrections.id, 'page', fields.page,
       'place', fields.place, 'name', fields.name, 'box', fields.box, 'text', ${TEXT}) as field
     ${SAID} and ${condition} order by documents.id, fields.page, fields.place`,
    [value],
  );
  const documents = new Map<string, CorrectedDocument & { readonly fields: CorrectedField[] }>();
  for (const { field, ...document } of rows) {
    const known = documents.get(document.id) ?? { ...document, fields: [] };
    known.fields.push(field);
    documents.set(document.id, known);
  }
  return [...documents.values()];
}

/** How many of these corrections are still there: erased documents take theirs with them, and people take some back. */
export async function stillThere(queries: Queries, corrections: readonly string[]): Promise<number> {
  const [found] = await queries.query<{ count: number }>(
    "select count(*)::int as count from corrections where id = any($1::uuid[]) and undone is null",
    [corrections],
  );
  return found?.count ?? 0;
}
