import type { Evaluation } from "tenfold";
import {
  accuracyCurves,
  type ConfusionView,
  confusionPlot,
  confusionViews,
  learningRateCurve,
  lossCurves,
  type PlotSpec,
  reliabilityPlot,
  riskCoveragePlot,
  robustnessPlot,
  writersPlot,
} from "tenfold";
import type { Table } from "../pages/csv.js";
import type { ReportData } from "./report-data.js";
import { judged } from "./verdict.js";

/** A plot and the numbers behind it. */
export interface Plot {
  readonly spec: PlotSpec;
  readonly numbers: Table;
}

export type PlotName = "accuracy" | "loss" | "learning-rate" | ConfusionPlotName | "reliability" | "rejection" | "robustness" | "writers";
type ConfusionPlotName = "confusion" | `confusion-${Exclude<ConfusionView, "counts">}`;

/** The plots that the data allows, by file name; one without numbers to draw is absent. */
export function plotsOf(data: ReportData): ReadonlyMap<PlotName, Plot> {
  return new Map([...trainingPlots(data), ...confusionPlots(data), ...fullPlots(data)]);
}

/** The file that a view of the confusion matrix goes into. */
export function confusionName(view: ConfusionView): ConfusionPlotName {
  return view === "counts" ? "confusion" : `confusion-${view}`;
}

function trainingPlots({ history }: ReportData): [PlotName, Plot][] {
  const has = (...fields: ("accuracy" | "val_accuracy" | "loss" | "val_loss" | "learning_rate")[]) =>
    history.some((epoch) => fields.some((field) => Number.isFinite(epoch[field])));
  const numbers = (...fields: ("accuracy" | "val_accuracy" | "loss" | "val_loss" | "learning_rate")[]): Table => ({
    head: ["epoch", ...fields],
    rows: history.map((epoch) => [epoch.epoch, ...fields.map((field) => epoch[field])]),
  });
  return [
    ...(has("accuracy", "val_accuracy") ? [plot("accuracy", accuracyCurves(history), numbers("accuracy", "val_accuracy"))] : []),
    ...(has("loss", "val_loss") ? [plot("loss", lossCurves(history), numbers("loss", "val_loss"))] : []),
    ...(has("learning_rate") ? [plot("learning-rate", learningRateCurve(history), numbers("learning_rate"))] : []),
  ];
}

function confusionPlots(data: ReportData): [PlotName, Plot][] {
  const evaluation = judged(data);
  if (!evaluation) return [];
  const { classNames } = data;
  return confusionViews.map((view) =>
    plot(confusionName(view), confusionPlot({ ...evaluation, classNames, view }), confusionNumbers(evaluation, classNames, view)),
  );
}

function confusionNumbers({ confusion }: Evaluation, classNames: readonly string[], view: ConfusionView): Table {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const rows = confusion.map(sum);
  const columns = confusion.map((_, predicted) => sum(confusion.map((row) => row[predicted] as number)));
  const whole = { true: (l: number) => rows[l], predicted: (_: number, p: number) => columns[p], all: () => sum(rows) };
  const of = view === "counts" || view === "mistakes" ? undefined : whole[view];
  const entry = (label: number, predicted: number) => {
    const count = confusion[label]?.[predicted] as number;
    const total = of?.(label, predicted);
    return [classNames[label], classNames[predicted], count, ...(of ? [total ? count / total : null] : [])];
  };
  return {
    head: ["true", "predicted", "count", ...(of ? [`share_of_${view}`] : [])],
    rows: confusion.flatMap((row, label) =>
      row.flatMap((_, predicted) => (view === "mistakes" && label === predicted ? [] : [entry(label, predicted)])),
    ),
  };
}

function fullPlots({ full }: ReportData): [PlotName, Plot][] {
  if (!full) return [];
  const { calibration, rejection, robustness, writers } = full;
  return [
    plot("reliability", reliabilitySpec(calibration), reliabilityNumbers(calibration)),
    ...(rejection.curve.length > 0
      ? [
          plot("rejection", riskCoveragePlot(rejection), {
            head: ["threshold", "answered", "wrong", "coverage", "risk"],
            rows: rejection.curve.map(({ threshold, answered, wrong, coverage, risk }) => [threshold, answered, wrong, coverage, risk]),
          }),
        ]
      : []),
    ...(robustness
      ? [
          plot("robustness", robustnessPlot(robustness), {
            head: ["corruption", "accuracy"],
            rows: [
              ["clean", robustness.clean],
              ...robustness.corruptions.map(({ name, accuracy }) => [name, accuracy]),
              ["mean", robustness.mean],
            ],
          }),
        ]
      : []),
    ...(writers
      ? [
          plot("writers", writersPlot(writers.all), {
            head: ["writer", "images", "wrong", "error", "error_from", "error_to"],
            rows: writers.all.map(({ writer, count, wrong, error, interval }) => [writer, count, wrong, error, ...interval]),
          }),
        ]
      : []),
  ];
}

type Calibration = NonNullable<ReportData["full"]>["calibration"];

function reliabilitySpec({ before, after }: Calibration): PlotSpec {
  return reliabilityPlot({
    before: { label: "as trained", ...before },
    ...(after && { after: { label: "at the fitted temperature", ...after } }),
  });
}

function reliabilityNumbers({ before, after }: Calibration): Table {
  const rows = (name: string, { bins }: Calibration["before"]) =>
    bins.map(({ from, to, count, confidence, accuracy, interval }) => [
      name,
      from,
      to,
      count,
      confidence,
      accuracy,
      ...(interval ?? [null, null]),
    ]);
  return {
    head: ["probabilities", "from", "to", "count", "confidence", "accuracy", "accuracy_from", "accuracy_to"],
    rows: [...rows("as trained", before), ...(after ? rows("at the fitted temperature", after) : [])],
  };
}

function plot(name: PlotName, spec: PlotSpec, numbers: Table): [PlotName, Plot] {
  return [name, { spec, numbers }];
}
