import { bytesOf, type Database } from "tenfold-works/store";
import { ProblemError } from "./problem.js";

/** The file of a document. @throws ProblemError when the database does not have it */
export async function storedBytes(database: Database, id: string): Promise<Uint8Array> {
  const bytes = await bytesOf(database, id);
  if (bytes) return bytes;
  throw new ProblemError(
    422,
    "the file of this document lies in a folder that machines share, and not in the database: look at it there; what was read of it is in result.json and the other results",
  );
}
