import type { Scene } from "../src/forms/place/scene.js";
import type { SeenBox } from "../src/forms/see/find-boxes.js";
import type { SeenMark } from "../src/forms/see/find-marks.js";
import { featuresOf } from "../src/forms/template/form-features.js";
import type { FormPage } from "../src/forms/template/template.js";
import { type Box, cornersOf } from "../src/image/geometry/box.js";
import { areaOf, type Quad } from "../src/image/geometry/quad.js";
import { apply, type Transform } from "../src/image/geometry/transform.js";

/** A form's box as it is seen under a map. */
export function boxUnder(map: Transform, box: Box): SeenBox {
  const quad = cornersOf(box).map((corner) => apply(map, corner)) as unknown as Quad;
  return { quad, middle: apply(map, [(box.left + box.right) / 2, (box.top + box.bottom) / 2]), area: areaOf(quad), line: 1 };
}

/** A form, and a white picture of 800 x 1120 pixels in which nothing but these is seen. */
export function seenScene(page: FormPage, marks: readonly SeenMark[], boxes: readonly SeenBox[] = []): Scene {
  const gray = { pixels: new Uint8Array(800 * 1120).fill(255), height: 1120, width: 800 };
  const ink = { ...gray, pixels: new Uint8Array(800 * 1120) };
  return { form: featuresOf(page), seen: { marks, boxes }, ink: { gray, ink, mask: ink, components: [], factor: 1 } };
}
