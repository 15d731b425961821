import type { CalibrationScores } from "tenfold";
import { asides, emptySection, type Section, section, table } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { percent, threeDigits, whole } from "../../pages/numbers.js";
import type { Drawings } from "../draw.js";
import { figure } from "../figure.js";
import type { ReportData } from "../report-data.js";
import { worseCurve } from "../sentences/worse-curve.js";

/** How well the probabilities match what is right, before and after temperature scaling. */
export function calibrationSection({ full }: ReportData, drawings: Drawings): Section {
  if (!full) return emptySection("Calibration", "Whether its confidence can be believed was not measured.");
  const { before, after, temperature, fittedOn, notes } = full.calibration;
  const scores = after ? [before, after] : [before];
  const row = (name: string, write: (one: CalibrationScores) => string) => [name, ...scores.map(write)];
  const fitted =
    temperature === null ? [] : [`The temperature ${threeDigits(temperature)} was fitted on ${whole(fittedOn)} validation images.`];
  return section(
    "Calibration",
    markup`<div class="columns">
${figure(drawings, "reliability", "")}
<div>${table(
      ["", "As trained", ...(after ? ["With temperature"] : [])],
      [
        row("Calibration error (ECE)", ({ ece }) => (ece === null ? "not enough data" : percent(ece, 3))),
        row("Brier score", ({ brier }) => threeDigits(brier)),
        row("Negative log-likelihood", ({ nll }) => `${threeDigits(nll)}\u00a0nats`),
      ],
    )}
${asides([...fitted, ...worseCurve(full.calibration), ...notes, EXPLAINED])}</div></div>`,
  );
}

const EXPLAINED =
  "ECE: how far confidence and share right lie apart, on average. Brier score: squared error of the probabilities, 0 to 2. All three: lower is better.";
