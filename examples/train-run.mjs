// Trains a network of one's own and writes the folder of a run, with the report: node examples/train-run.mjs [data] [folder]

import { conv2d, dense, flatten, maxPool2d, percent, relu, sequential, softmax } from "tenfold";
import { train } from "tenfold-cli/runs";

const [, , data = "mnist", out] = process.argv;
const layers = [conv2d(12, 5), relu(), maxPool2d(), conv2d(24, 3), relu(), maxPool2d(), flatten(), dense(10), softmax()];
const network = sequential({ name: "mine", input: [28, 28, 1] }, layers);

const { evaluation, report } = await train({
  network,
  data,
  epochs: 3,
  ...(out && { out }),
  onEpoch: ({ epoch, epochs, metrics }) =>
    console.log(`epoch ${epoch} of ${epochs}: ${percent(metrics.val_accuracy)} of the validation images right`),
});
console.log(`${percent(evaluation.accuracy)} of the test images right; ${report} has the rest`);
