// The seed recipe in Tenfold, up to an accuracy on validation images: a JSON line an epoch.
// usage: node tenfold-recipe.js FOLDER THREADS EPOCHS ACCURACY

import { accuracy, affine, exponentialDecay, split } from "../../packages/tenfold/dist/chunks/index.js";
import { mnist } from "../../packages/tenfold/dist/chunks/node.js";
import { compiled } from "./recipe.js";

const [, , , threads, epochs, wanted] = process.argv;
const { train } = await mnist();
const { training, validation } = split(train, { validation: 0.2, seed: 42 });
const model = await compiled({ metrics: [accuracy()], threads: Number(threads) });
await model.fit(training, {
  validation,
  epochs: Number(epochs),
  batchSize: 64,
  augment: affine({ rotateDegrees: 10, shift: 0.1, zoom: 0.1 }),
  callbacks: [exponentialDecay({ factor: 0.95 }), teller(Number(wanted))],
});
await model.dispose();

/** Says how each epoch went, and ends the training where the accuracy is reached. */
function teller(enough) {
  return {
    name: "teller",
    onEpochEnd({ epoch, seconds, metrics, stop }) {
      console.log(JSON.stringify({ epoch, seconds, accuracy: metrics.val_accuracy, loss: metrics.val_loss }));
      if (metrics.val_accuracy >= enough) stop("the accuracy was reached");
    },
  };
}
