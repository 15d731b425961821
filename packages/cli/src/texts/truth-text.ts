import { percent } from "tenfold";
import type { TruthReport } from "tenfold-works/truth";
import { textTable } from "../terminal/text-table.js";

type Counted = TruthReport["right"];

/** How well strings with truth were read, for people. */
export function truthText({ right, fields, aurc, levels }: TruthReport, notes: readonly string[]): string {
  const first = `${right.count} of ${right.of} strings right, ${shareText(right)}; AURC ${Number(aurc.toPrecision(3))}\n`;
  const byField = textTable(
    ["Field", "Right", "of", "95 % interval", "Accepted", "Wrong"],
    fields.map((one) => [
      one.field,
      ...[one.right.count, one.right.of].map(String),
      between(one.right),
      String(one.accepted.count),
      String(one.wrong.count),
    ]),
  );
  const byLevel = textTable(
    ["At most wrong", "Accepted", "Share", "95 % interval", "Wrong", "95 % interval", "Promise"],
    levels.map(({ maxError, accepted, wrong, proof }) => [
      percent(maxError, { digits: 3 }),
      String(accepted.count),
      share(accepted),
      between(accepted),
      String(wrong.count),
      wrong.of === 0 ? "-" : between(wrong),
      proof,
    ]),
  );
  return [first, ...(fields.length > 0 ? [byField] : []), byLevel, ...notes.map((note) => `${note}\n`)].join("\n");
}

function shareText(counted: Counted): string {
  return `${share(counted)} (95 %: ${between(counted)})`;
}

function share({ share }: Counted): string {
  return percent(share ?? 0, { decimals: 1 });
}

function between({ interval: [from, to] }: Counted): string {
  return `${percent(from, { decimals: 1 })} to ${percent(to, { decimals: 1 })}`;
}
