/**
 * Trains the classic network for a few dozen steps on made-up strokes, through the public API, and tells the weights' hash.
 * Runs as it is in Node and in a browser's worker: what comes out must be the same, bit for bit.
 */
export async function fewSteps(
  { accuracy, adam, affine, categoricalCrossentropy, classic, compile, imagesOf, oneCycle },
  { threads, build, steps = 30 },
) {
  const count = steps * 16;
  const dataset = {
    name: "strokes",
    images: strokes(imagesOf, count),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
    classNames: [..."0123456789"],
  };
  const model = await compile(classic(), {
    optimizer: adam({ rate: 1e-3 }),
    loss: categoricalCrossentropy(),
    metrics: [accuracy()],
    seed: 7,
    threads,
    build,
  });
  const history = await model.fit(dataset, {
    epochs: 1,
    batchSize: 16,
    augment: affine({ rotateDegrees: 10, shift: 0.1, zoom: 0.1 }),
    callbacks: [oneCycle()],
  });
  const probabilities = await model.predict(dataset.images.slice(0, 20));
  const { threads: running, build: ran, notice } = model.engine;
  const result = {
    threads: running,
    build: ran,
    notice,
    loss: history.epochs[0].loss,
    hash: hashOf(model.weights()),
    answers: Array.from(probabilities),
  };
  await model.dispose();
  return result;
}

/** Pictures whose strokes lean with their number. */
function strokes(imagesOf, count) {
  const pixels = new Uint8Array(count * 784);
  for (let image = 0; image < count; image++) {
    for (let t = 0; t < 20; t++) {
      const x = 4 + ((t * (image % 10)) % 20);
      const y = 4 + t;
      pixels[image * 784 + y * 28 + x] = 255;
      pixels[image * 784 + y * 28 + x + 1] = 128 + ((image * 31 + t) % 100);
    }
  }
  return imagesOf(pixels, [count, 28, 28, 1]);
}

/** FNV-1a over the bits of all weights, in order of their names. */
function hashOf(weights) {
  let hash = 0x811c9dc5;
  for (const name of Object.keys(weights).sort()) {
    for (const byte of new Uint8Array(weights[name].data.buffer)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}
