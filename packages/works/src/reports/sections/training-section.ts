import { definitions, emptySection, type Row, type Section, section } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { percent, threeDigits, whole } from "../../pages/numbers.js";
import type { Drawings } from "../draw.js";
import { figure } from "../figure.js";
import type { ReportData } from "../report-data.js";
import { type Student, studentText } from "../student-text.js";
import { epochTable } from "../tables/epoch-table.js";
import { bestEpoch } from "../verdict.js";

/** The curves of the training, and what its best epoch came to. */
export function trainingSection(data: ReportData, drawings: Drawings): Section {
  if (data.history.length === 0) return emptySection("Training", "No epoch was recorded, so there are no curves to show.");
  return section(
    "Training",
    markup`<div class="columns">
${figure(drawings, "accuracy", "Accuracy was not recorded during training.")}
${figure(drawings, "loss", "No epoch had a loss that is a number: the training diverged.")}
${figure(drawings, "learning-rate", "The learning rate was not recorded.")}
${definitions(trainingRows(data))}
</div>
${epochTable(data.history)}`,
  );
}

function trainingRows({ history, stopped, evaluation, teachers }: ReportData): Row[] {
  const accuracy = bestEpoch(history, "val_accuracy", "highest");
  const loss = bestEpoch(history, "val_loss", "lowest");
  return [
    ["Epochs", whole(history.length)],
    ["Ended", stopped ?? "when the last epoch was done"],
    ["Best validation accuracy", accuracy ? `${percent(accuracy.value)} in epoch ${accuracy.epoch}` : "not measured"],
    ["Lowest validation loss", loss ? `${threeDigits(loss.value)} in epoch ${loss.epoch}` : "not measured"],
    ...(teachers ? distilledRows({ teachers, history, evaluation }) : []),
  ];
}

function distilledRows(student: Student): Row[] {
  return [
    ["Distilled", studentText(student)],
    ["Loss in training", "against teachers and labels; the validation loss is against labels alone, and the two are not to be compared"],
  ];
}
