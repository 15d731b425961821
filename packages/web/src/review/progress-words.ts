import { percent } from "tenfold";
import type { ReviewStats } from "tenfold-works/review/record";

/** What a review shows of the reader and of who looks, in sentences: how often proposals are right, how fast somebody is, how often what was accepted is wrong. */
export function progressWords({ proposals, accepted, reviewers }: ReviewStats, reviewer: string): readonly string[] {
  const own = reviewers.find(({ name }) => name === reviewer);
  const others = reviewers.filter(({ name }) => name !== reviewer);
  return [
    ...(proposals.of > 0 ? [`Of ${proposals.of} proposals ${proposals.right} ${proposals.right === 1 ? "was" : "were"} right`] : []),
    ...(accepted.looked > 0 ? [acceptedWords(accepted)] : []),
    ...(own ? [`You have done ${own.corrections}${own.perMinute === null ? "" : `, ${rounded(own.perMinute)} a minute`}`] : []),
    ...others.map(({ name, corrections }) => `${name === "local" ? "Somebody without a name" : name} has done ${corrections}`),
  ];
}

function acceptedWords({ looked, wrong, interval, maxError }: ReviewStats["accepted"]): string {
  const range = interval ? `, likely ${percent(interval[0], { short: true })} to ${percent(interval[1], { short: true })} of all` : "";
  const asked = maxError === null ? "" : `; at most ${percent(maxError, { short: true })} was asked for`;
  return `Of ${looked} accepted ${looked === 1 ? "field" : "fields"} looked at ${wrong} ${wrong === 1 ? "was" : "were"} wrong${range}${asked}`;
}

function rounded(perMinute: number): string {
  return perMinute < 10 ? perMinute.toFixed(1) : String(Math.round(perMinute));
}
