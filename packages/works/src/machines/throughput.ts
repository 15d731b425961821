import type { Queries } from "../store/database.js";

/** How fast documents are read, over all machines. */
export interface Throughput {
  /** Over the last five minutes. */
  readonly documentsAMinute: number;
  /** Those that could not be read, in the last hour. */
  readonly failuresAnHour: number;
}

export async function throughput(queries: Queries): Promise<Throughput> {
  const [row] = await queries.query<Throughput>(
    `select (count(*) filter (where status = 'read' and ended > now() - interval '5 minutes') / 5.0)::float8 as "documentsAMinute",
       count(*) filter (where status = 'failed')::int as "failuresAnHour"
     from documents where ended > now() - interval '1 hour'`,
  );
  return row ?? { documentsAMinute: 0, failuresAnHour: 0 };
}
