import { describe, it } from "vitest";
import { builds, everyCrew, expectNear, noise } from "../../../test/lab.js";
import * as reference from "../reference/gate.js";
import { gate, gateGradient, gateSums, pixelMeans, pixelMeansGradient } from "./gate.js";

const sizes = [
  { n: 1, height: 1, width: 1, channels: 1 },
  { n: 2, height: 5, width: 7, channels: 5 },
  { n: 33, height: 7, width: 7, channels: 8 },
  { n: 17, height: 2, width: 3, channels: 13 },
  { n: 130, height: 4, width: 4, channels: 3 },
  { n: 0, height: 5, width: 7, channels: 8 },
];

describe.each(builds)("means and gates of channels, %s build", (build) => {
  const onEveryCrew = everyCrew(build);

  it.each(sizes)("equal the reference on $n of $height x $width x $channels", ({ n, height, width, channels }) => {
    const shape = { n, pixels: height * width, channels };
    const images = [n + 1, height, width, channels] as const;
    const [x, dy] = [noise(n * shape.pixels * channels), noise(n * shape.pixels * channels, 2)];
    const [gates, dmeans] = [noise(n * channels, 3), noise(n * channels, 4)];
    const [means = [], spread = [], y = [], dgates = [], dx = []] = onEveryCrew(({ engine, input, output }) => {
      const from = input(images, x);
      const gradient = input(images, dy);
      const [by, dMeans] = [input([n + 1, channels], gates), input([n + 1, channels], dmeans)];
      const few = () => output([n + 1, channels], n);
      const many = () => output(images, n);
      const out = [few(), many(), many(), few(), many()] as const;
      pixelMeans(engine, from, out[0], n);
      pixelMeansGradient(engine, from, dMeans, out[1], n);
      gate(engine, from, by, out[2], n);
      gateSums(engine, from, gradient, out[3], n);
      gateGradient(engine, from, { dy: gradient, gates: by, dmeans: dMeans }, out[4], n);
      return out;
    });
    expectNear(means, reference.pixelMeans(x, shape), 2e-6, "means");
    expectNear(spread, reference.pixelMeansGradient(dmeans, shape), 1e-6, "the means' gradient");
    expectNear(y, reference.gate(x, gates, shape), 1e-6, "y");
    expectNear(dgates, reference.gateSums(x, dy, shape), 2e-6, "the gates' gradient");
    expectNear(dx, reference.gateGradient(dy, gates, dmeans, shape), 1e-6, "dx");
  });
});
