import type { FieldSpec } from "tenfold/recognize";
import { type CheckedSettings, settingsFrom } from "../../reading/settings-from.js";
import type { ListPart, SaidField } from "../../review/review-record.js";
import type { Queries } from "../../store/database.js";
import type { DocumentSettings } from "../../store/stored-documents.js";
import { SAID, SETTINGS, TEXT } from "../kept/corrected-fields.js";
import { specOf } from "./read-again.js";

type Row = Omit<SaidField, "field" | "box"> & { readonly box: NonNullable<SaidField["box"]>; readonly settings: DocumentSettings };

/** Fields of a service of which a person has said what stands there, in the order in which they said so. */
export async function listSaidFields(queries: Queries, { after, limit }: ListPart): Promise<SaidField[]> {
  const rows = await queries.query<Row>(
    `select corrections.id, documents.id as document, documents.name as "documentName", fields.page, fields.name, fields.box,
       ${TEXT} as text, held as "isHeld", ${SETTINGS} as settings
     ${SAID} and ($1::uuid is null or corrections.id > $1) order by corrections.id limit $2`,
    [after ?? null, limit],
  );
  const known = new Map<string, Promise<CheckedSettings>>();
  return Promise.all(
    rows.map(async ({ settings, ...row }) => {
      const { field, template } = settings;
      const key = JSON.stringify([field, template]); // of thousands of forms a template is looked at once
      const own = known.get(key) ?? settingsFrom({ field, template });
      known.set(key, own);
      const spec: FieldSpec | undefined = specOf(await own, row);
      const isWhole = field !== undefined && settings.find !== true;
      return { ...row, box: isWhole ? null : row.box, field: spec ?? null };
    }),
  );
}
