import type { Queries } from "../../store/database.js";

/** The digits of a corrected field, each with what it is; or why there are none. */
export interface CorrectedDigits {
  readonly correction: string;
  /** 28 x 28 each, ink 255, one after the other. */
  readonly pixels: Uint8Array;
  /** "27182" */
  readonly labels: string;
  readonly refusal: string | null;
}

/** Those that are kept for these corrections; what was refused with the digits of another model is not. */
export function keptDigits(queries: Queries, corrections: readonly string[], model: string): Promise<CorrectedDigits[]> {
  return queries.query<CorrectedDigits>(
    `select correction, digits as pixels, labels, refusal from corrected_digits
     where correction = any($1::uuid[]) and (refusal is null or model = $2) order by correction`,
    [corrections, model],
  );
}

/**
 * Keeps digits beside their correction, and erases them with it.
 *
 * @param model whose cuts they are
 */
export async function keepDigits(queries: Queries, found: readonly CorrectedDigits[], model: string): Promise<void> {
  for (const { correction, pixels, labels, refusal } of found) {
    await queries.query(
      `insert into corrected_digits (correction, model, digits, labels, refusal)
       select id, $2, $3, $4, $5 from corrections where id = $1 and undone is null
       on conflict (correction) do update set model = excluded.model, digits = excluded.digits, labels = excluded.labels, refusal = excluded.refusal`,
      [correction, model, pixels, labels, refusal],
    );
  }
}
