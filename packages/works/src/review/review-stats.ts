import { wilsonInterval } from "tenfold";
import type { Queries } from "../store/database.js";
import type { ReviewStats } from "./review-record.js";

export async function reviewStats(queries: Queries): Promise<ReviewStats> {
  const [counts] = await queries.query<{ open: number; done: number; unasked: number }>(
    `select count(*) filter (where state in ('open', 'sampled'))::int as open, count(*) filter (where state = 'done')::int as done,
       count(*) filter (where state = 'unasked')::int as unasked from fields`,
  );
  const judged = await queries.query<{ status: string; looked: number; wrong: number; maxError: number }>(
    `select readings.status, count(*)::int as looked, count(*) filter (where verdict <> 'right')::int as wrong, max(max_error) as "maxError"
     from corrections join readings on readings.id = corrections.reading join fields on fields.id = corrections.field
     where undone is null and verdict <> 'unreadable' and (readings.status = 'review' or sampled) group by readings.status`,
  );
  const reviewers = await queries.query<{ name: string; corrections: number; perMinute: number | null }>(
    `select reviewer as name, count(*)::int as corrections,
       case when count(*) > 1 then (count(*) - 1) * 60 / nullif(extract(epoch from max(created) - min(created)), 0)::float8 end as "perMinute"
     from corrections where undone is null group by reviewer order by count(*) desc, reviewer limit 100`,
  );
  const [review, accepted] = ["review", "accepted"].map((status) => judged.find((one) => one.status === status));
  const { open = 0, done = 0, unasked = 0 } = counts ?? {};
  return {
    ...{ open, done, unasked },
    proposals: { right: review ? review.looked - review.wrong : 0, of: review?.looked ?? 0 },
    accepted: {
      looked: accepted?.looked ?? 0,
      wrong: accepted?.wrong ?? 0,
      interval: accepted ? wilsonInterval(accepted.wrong, accepted.looked) : null,
      maxError: accepted?.maxError ?? null,
    },
    reviewers,
  };
}
