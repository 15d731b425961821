import type { FieldSpec } from "tenfold/recognize";
import { type CheckedSettings, settingsFrom } from "../../reading/settings-from.js";
import type { ListPart, SaidField } from "../../review/review-record.js";
import type { Queries } from "../../store/database.js";
import type { DocumentSettings } from "../../store/stored-documents.js";
import { specOf } from "./read-again.js";

type Row = Omit<SaidField, "field" | "box"> & { readonly box: NonNullable<SaidField["box"]>; readonly settings: DocumentSettings };

/** Fields of a service of which a person has said what stands there, in the order in which they said so. */
export async function listSaidFields(queries: Queries, { after, limit }: ListPart): Promise<SaidField[]> {
  const rows = await queries.query<Row>(
    `select corrections.id, documents.id as document, documents.name as "documentName", fields.page, fields.name, fields.box,
       coalesce(corrections.text, readings.text) as text, held as "isHeld", coalesce(batches.settings, documents.settings) as settings
     from corrections join fields on fields.id = corrections.field join readings on readings.id = corrections.reading
     join documents on documents.id = fields.document left join batches on batches.id = documents.batch
     where undone is null and verdict in ('right', 'corrected') and ($1::uuid is null or corrections.id > $1) order by corrections.id limit $2`,
    [after ?? null, limit],
  );
  const known = new Map<string, Promise<CheckedSettings>>();
  return Promise.all(
    rows.map(async ({ settings, ...row }) => {
      const own = known.get(row.document) ?? settingsFrom({ field: settings.field, template: settings.template });
      known.set(row.document, own);
      const spec: FieldSpec | undefined = specOf(await own, row);
      const isWhole = settings.field !== undefined && settings.find !== true;
      return { ...row, box: isWhole ? null : row.box, field: spec ?? null };
    }),
  );
}
