import { expect, it } from "vitest";
import { rng } from "../engine/rng.js";
import { affine } from "./affine.js";
import { wearing } from "./wearing.js";

it("moves pictures as before, and says what it spoils", () => {
  const [plain, spoiling] = [affine({ shift: 0.1 }), wearing(affine({ shift: 0.1 }), { share: 0.4, spoil: (_, pixels) => pixels })];
  const [one, other] = [new Float32Array(6), new Float32Array(6)];
  plain.draw(rng(2), 28, 28, one);
  spoiling.draw(rng(2), 28, 28, other);
  expect(other).toEqual(one);
  expect(spoiling.config).toEqual({ ...plain.config, wear: 0.4 });
});

it.each([0, -0.1, 1.1, Number.NaN])("refuses a share of %d", (share) =>
  expect(() => wearing(affine(), { share, spoil: (_, pixels) => pixels })).toThrow(
    `wearing({ share: ${share} }): a share above 0 and at most 1 is wanted`,
  ),
);
