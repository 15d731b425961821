import { riskCoveragePlot, percent as shareText } from "tenfold";
import { asides, definitions, missing, section, table } from "../../pages/blocks.js";
import { drawnFigure } from "../../pages/drawn-figure.js";
import { type Markup, markup, trusted } from "../../pages/markup.js";
import { errorRate, percent, plural, threeDigits, whole } from "../../pages/numbers.js";
import { wholePage } from "../../pages/whole-page.js";
import type { JudgedTruth, Mistake } from "../judged/truth-judge.js";
import type { Counted } from "../judged/truth-scores.js";
import { type TruthReport, truthNotes } from "./truth-report.js";

/** What tells such a page from other files. */
export const GENERATOR = "tenfold read --truth";

/** What came of reading files whose truth is known, as one HTML page. */
export async function truthPage(report: TruthReport, judged: JudgedTruth): Promise<string> {
  const { right, truth, maxError } = report;
  return wholePage({
    title: truth,
    verdict: `${whole(right.count)} of ${plural(right.of, "string")} read right, ${percent(right.share ?? 0)}`,
    trust: `${between(right)} of such strings are read right, 95 % sure. ${acceptedSentence(report, maxError)}`,
    generator: GENERATOR,
    sections: [
      markup`<div class="columns">${section("Risk and coverage", await curve(report))}${section("What is accepted", levels(report))}</div>`,
      ...(report.fields.length > 0 ? [section("By field", fields(report))] : []),
      section("The mistakes it was surest of", mistakes(judged.mistakes, right.of - right.count)),
      section("What was judged", markup`${definitions(settings(report))}${asides(truthNotes(judged))}`),
    ],
  });
}

function acceptedSentence({ levels }: TruthReport, maxError: number): string {
  const asked = levels.find((level) => level.maxError === maxError);
  if (!asked || asked.accepted.count === 0) return `At most ${errorRate(maxError)} of errors is out of reach: nothing is accepted.`;
  const { accepted, wrong, proof } = asked;
  return `Asked for at most ${errorRate(maxError)} of errors, ${percent(accepted.share ?? 0, 1)} are accepted, ${whole(wrong.count)} of them wrong; the promise is ${proof}.`;
}

async function curve({ curve, readRates, aurc }: TruthReport): Promise<Markup> {
  return markup`${await drawnFigure(riskCoveragePlot({ curve, readRates }))}
${asides([`Marked: what the best threshold for these very strings would accept. Area under the curve (AURC): ${threeDigits(aurc)}, lower is better.`])}`;
}

function levels({ levels }: TruthReport): Markup {
  const rows = levels.map(({ maxError, accepted, wrong, proof }) => [
    `${errorRate(maxError)} wrong`,
    accepted.count === 0 ? "none" : markup`${percent(accepted.share ?? 0, 1)}<br><small>${between(accepted, 1)}</small>`,
    wrong.of === 0 ? "–" : markup`${whole(wrong.count)} of ${whole(wrong.of)}<br><small>${between(wrong, 1)}</small>`,
    proof,
  ]);
  return markup`${table(["At most", "Accepted", "Wrong", "Promise"], rows)}${asides([LEVELS_EXPLAINED])}`;
}

const LEVELS_EXPLAINED =
  "By the reader's own thresholds, with 95 % intervals. Proven: by readings whose truth is known, those that the calibration rests on. Expected: by a model " +
  "fitted on them. Strings of these files that the calibration was fitted on flatter it: judge on others.";

function fields({ fields }: TruthReport): Markup {
  const rows = fields.map(({ field, right, accepted, wrong }) => [
    field,
    `${whole(right.count)} of ${whole(right.of)}`,
    percent(right.share ?? 0),
    between(right),
    whole(accepted.count),
    whole(wrong.count),
  ]);
  return table(["Field", "Right", "Share", "95 % interval", "Accepted", "Accepted wrong"], rows);
}

function mistakes(shown: readonly Mistake[], all: number): Markup {
  if (shown.length === 0) return missing("Every string was read right.");
  const more = all > shown.length ? [`${whole(shown.length)} of ${whole(all)} are shown; all are in strings.csv.`] : [];
  return markup`<ul class="digits" style="${trusted(WIDE)}">${shown.map(item)}</ul>${asides(more)}`;
}

/** Strings are wider than digits. */
const WIDE = "grid-template-columns:repeat(auto-fill,minmax(min(100%,240px),1fr));gap:24px";

function item({ file, page, field, truth, text, confidence, status, image }: Mistake): Markup {
  const picture = image
    ? markup`<div style="width:auto;background:#fff"><img src="${image}" alt="${truth || "blank"}, read as ${text || "nothing"}" style="display:block;max-width:100%;max-height:80px;margin:0 auto;image-rendering:auto;filter:none"></div>`
    : undefined;
  const place = [file, ...(page > 1 ? [`page ${page}`] : []), ...(field === undefined ? [] : [field])].join(" · ");
  const accepted = status === "accepted" ? " · accepted" : "";
  return markup`<li>${picture}<p><b>true ${truth || "(blank)"}</b></p>
<p class="miss"><b>✗ ${text || "(nothing)"}</b> ${percent(confidence, 1)}${accepted}</p><p style="white-space:normal;overflow-wrap:anywhere">${place}</p></li>
`;
}

function settings({ truth, model, engine, maxError, right }: TruthReport): [string, string][] {
  const networks = [model, model.lines, model.calibration].flatMap((one) => (one ? [`${one.name} ${one.content}`] : []));
  return [
    ["Truth", `${truth}, ${plural(right.of, "string")}`],
    ["Networks and calibration", networks.join(", ")],
    ["Program", [engine.name, engine.version, engine.build].filter(Boolean).join(" ")],
    ["Wanted of the accepted", `at most ${errorRate(maxError)} wrong`],
  ];
}

function between({ interval: [from, to] }: Counted, decimals = 2): string {
  return `${shareText(from, { decimals })} to ${shareText(to, { decimals })}`;
}
