import { InputError } from "tenfold";
import { loadHands, type WriterProfile, writerProfile } from "tenfold/recognize";
import type { Database } from "../../store/database.js";
import { bytesOf } from "../../store/stored-documents.js";
import type { CorrectedDigits } from "../kept/corrected-digits.js";
import { correctedAmong } from "../kept/corrected-fields.js";
import { type CutBy, cutDocument } from "./cut-document.js";

/**
 * How the writer of some documents writes, by what people said of their fields: "right" and "corrected". What cannot be cut into its digits is left out.
 *
 * @param documents all by one hand
 * @throws InputError when nothing was corrected in them, their files are not in the database, or no field gave digits, with the reasons
 */
export async function learnWriter(database: Database, documents: readonly string[], by: CutBy): Promise<WriterProfile> {
  const corrected = await correctedAmong(database, documents);
  if (corrected.length === 0)
    throw new InputError(
      "nobody has said of these documents what stands in them: correct some fields first, five of each digit are a good beginning",
    );
  const found: CorrectedDigits[] = [];
  for (const { id, name, settings, fields } of corrected) {
    const bytes = await bytesOf(database, id);
    if (bytes) found.push(...(await cutDocument({ bytes, name, settings, fields }, by)));
  }
  if (found.length === 0)
    throw new InputError(
      "the files of these documents lie in a folder that machines share, and not in the database: nothing is learned of them; submit them without --shared",
    );
  const labels = found.map((one) => one.labels).join("");
  if (labels === "") {
    const reasons = [...new Set(found.flatMap(({ refusal }) => refusal ?? []))].join("; ");
    throw new InputError(`none of the ${found.length} corrected fields gave digits: ${reasons}`);
  }
  return writerProfile({ pictures: picturesOf(found), labels: [...labels].map(Number) }, await loadHands());
}

function picturesOf(found: readonly CorrectedDigits[]): Uint8Array {
  return Buffer.concat(found.map(({ pixels }) => pixels));
}
