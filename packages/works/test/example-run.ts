import type { Evaluation } from "tenfold";
import type { ExplainedSample, ReportData, Sample } from "../src/reports/report-data.js";

/** A run as a report gets it: five epochs, 3 classes, 300 test images with 4 mistakes. Made up, the same every time. */
export const exampleRun: ReportData = {
  title: "runs/example",
  history: [
    epoch(1, { loss: 0.2341, accuracy: 0.9271, val_loss: 0.0791, val_accuracy: 0.9752 }),
    epoch(2, { loss: 0.0913, accuracy: 0.9724, val_loss: 0.0462, val_accuracy: 0.9858 }),
    epoch(3, { loss: 0.0624, accuracy: 0.981, val_loss: 0.0367, val_accuracy: 0.9894 }),
    epoch(4, { loss: 0.0489, accuracy: 0.9853, val_loss: 0.0318, val_accuracy: 0.991 }),
    epoch(5, { loss: 0.0412, accuracy: 0.9877, val_loss: 0.0331, val_accuracy: 0.9902 }),
  ],
  evaluation: evaluation(),
  samples: [sample(0, 0, 0.9998), sample(1, 1, 0.971), sample(2, 0, 0.5604)],
  classNames: ["0", "1", "2"],
  config: { preset: "quick", seed: 7, epochs: 5, batchSize: 128, optimizer: { kind: "adam", rate: 0.001 }, threads: 2 },
  network: {
    name: "quick",
    input: [28, 28, 1],
    layers: [
      { name: "flatten", type: "Flatten", outputShape: [784], parameters: 0, multiplyAdds: 0 },
      { name: "dense", type: "Dense", outputShape: [3], parameters: 2355, multiplyAdds: 2352 },
    ],
    parameters: { total: 2355, trainable: 2355, nonTrainable: 0 },
    multiplyAdds: 2352,
  },
  parameters: 107786,
  multiplyAdds: 11935000,
  data: [{ name: "mnist test", count: 300, hashes: { "t10k-images-idx3-ubyte": "0fa7898d" } }],
  versions: { tenfold: "0.1.0", node: "24.21.0" },
  machine: "2 cores, Linux x64",
  seconds: 12.34,
};

/** The same, judged from every side. */
export const fullRun: ReportData = { ...exampleRun, full: full(), gallery: gallery() };

function full(): NonNullable<ReportData["full"]> {
  const bin = (index: number) => ({ from: index / 15, to: (index + 1) / 15, count: 0, confidence: null, accuracy: null, interval: null });
  const bins = [
    ...Array.from({ length: 14 }, (_, index) => bin(index)),
    { ...bin(14), count: 300, confidence: 0.97, accuracy: 0.9867 },
  ].map((entry) => ({ ...entry, interval: entry.count > 0 ? ([0.966, 0.995] as const) : null }));
  const separation = { auroc: 0.992, fpr95: 0.03, threshold95: 0.5 };
  const average = { precision: 0.98, recall: 0.98, "f1-score": 0.98, support: 300 };
  return {
    accuracyInterval: [0.966, 0.995],
    top2: 0.9967,
    report: { accuracy: 296 / 300, "macro avg": average, "weighted avg": average },
    calibration: {
      before: { ece: 0.0167, brier: 0.021, nll: 0.0451, bins },
      temperature: 1.25,
      fittedOn: 120,
      after: { ece: 0.012, brier: 0.02, nll: 0.044, bins },
      notes: [],
    },
    rejection: {
      chosenOn: "these images",
      readRates: [{ error: 0.01, readRate: 0.9933, threshold: 0.61, answered: 298, wrong: 2 }],
      aurc: 0.0004,
      curve: [
        { threshold: 0.99, answered: 150, wrong: 0, coverage: 0.5, risk: 0 },
        { threshold: 0.4, answered: 300, wrong: 4, coverage: 1, risk: 4 / 300 },
      ],
      notes: ["The thresholds were chosen on these images; on others expect a little more error."],
    },
    imagesPerSecond: 12345,
    robustness: {
      count: 300,
      severity: 1,
      seed: 1,
      clean: 0.9867,
      mean: 0.55,
      corruptions: [
        { name: "shear", accuracy: 0.97, interval: [0.94, 0.99] },
        { name: "fog", accuracy: 0.13, interval: [0.1, 0.17] },
      ],
    },
    outOfDistribution: {
      decides: { score: "mahalanobis", threshold: -80, accepted: 0.99 },
      acceptedTest: 0.98,
      others: [{ name: "letters", count: 50, passed: 0.082, scores: { softmax: separation, energy: null, mahalanobis: separation } }],
      notes: [],
    },
    writers: {
      images: 300,
      writers: 2,
      flawless: 1,
      meanError: 0.0133,
      sd: 0.0189,
      sdByChance: 0.0093,
      worst: [{ writer: 2034, count: 150, wrong: 4, error: 4 / 150, interval: [0.0104, 0.0666] }],
      all: [
        { writer: 2033, count: 150, wrong: 0, error: 0, interval: [0, 0.025] },
        { writer: 2034, count: 150, wrong: 4, error: 4 / 150, interval: [0.0104, 0.0666] },
      ],
      notes: [],
    },
    explanations: {
      filters: { layer: "conv2d", height: 2, width: 2, channels: 1, filters: [[0.5, -0.5, 0, 0.25]] },
      gradCamLayer: "conv2d",
      occlusionSide: 5,
      mistakes: [explained(2, 0)],
      doubtfulHits: [explained(1, 1)],
    },
    notes: [],
  };
}

function gallery(): NonNullable<ReportData["gallery"]> {
  const cell = (label: number, predicted: number, count: number, shown = 1) => {
    const images = Array.from({ length: shown }, (_, index) => ({ ...sample(label, predicted, 0.6), index }));
    return { label, predicted, count, images };
  };
  return {
    cells: [cell(0, 2, 1), cell(2, 0, 3, 2), cell(0, 0, 99), cell(1, 1, 100), cell(2, 2, 97)],
    mistakes: [{ ...sample(2, 0, 0.9), ...explained(2, 0) }],
    hits: [{ ...sample(1, 1, 0.9), ...explained(1, 1) }],
  };
}

function explained(label: number, predicted: number): ExplainedSample {
  const map = Array.from({ length: 28 }, (_, y) => Array.from({ length: 28 }, (_, x) => (x + y) / 54));
  const top3 = [
    { label: predicted, probability: 0.9 },
    { label: (predicted + 1) % 3, probability: 0.1 },
  ];
  return { ...sample(label, predicted, 0.9), index: 17, top3, gradCam: map, occlusion: map.map((row) => row.map((value) => value - 0.5)) };
}

function epoch(number: number, metrics: { loss: number; accuracy: number; val_loss: number; val_accuracy: number }) {
  return { epoch: number, ...metrics, learning_rate: 0.001 / number, seconds: 2.4, images_per_second: 25000 + number };
}

function evaluation(): Evaluation {
  const perClass = ["0", "1", "2"].map((label) => ({ label, support: 100, precision: 0.98, recall: 0.99, f1: 0.985 }));
  const confusion = [
    [99, 0, 1],
    [0, 100, 0],
    [3, 0, 97],
  ];
  return { count: 300, loss: 0.0451, accuracy: 296 / 300, confusion, perClass };
}

/** A diagonal stroke of ink on 28 by 28 pixels. */
function sample(label: number, predicted: number, confidence: number): Sample {
  const pixels = Uint8Array.from({ length: 784 }, (_, at) => Math.max(0, 255 - 85 * Math.abs((at % 28) - Math.floor(at / 28))));
  return { pixels, height: 28, width: 28, label, predicted, confidence };
}
