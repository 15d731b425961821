import type { Evaluation, ReportData, Sample } from "../src/report/report-data.js";

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
  parameters: 107786,
  multiplyAdds: 11935000,
  data: [{ name: "mnist test", count: 300, hashes: { "t10k-images-idx3-ubyte": "0fa7898d" } }],
  versions: { tenfold: "0.1.0", node: "24.21.0" },
  machine: "2 cores, Linux x64",
  seconds: 12.34,
};

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
