import { type Images, type Model, median } from "tenfold";

/** Predictions that come first and do not count: the engine compiles its code meanwhile. */
const WARM_UP = 20;
const COUNTED = 200;
/** Where a prediction is slow, fewer are counted, but so many at least. */
const [LEAST, LONGEST_MS] = [20, 2000];

/** How long it takes to predict one image by itself, in milliseconds: the median of up to 200 calls. */
export async function oneImageLatency(model: Model, images: Images): Promise<number> {
  const times: number[] = [];
  const begun = performance.now();
  for (let call = 0; call < WARM_UP + COUNTED; call++) {
    if (times.length >= LEAST && performance.now() - begun > LONGEST_MS) break;
    const image = images.slice(call % images.count, (call % images.count) + 1);
    const start = performance.now();
    await model.predict(image);
    if (call >= WARM_UP) times.push(performance.now() - start);
  }
  return median(times) as number;
}
