import { UsageError } from "../errors.js";
import type { Augmentation, Wear } from "./augmentation.js";

/**
 * An augmentation whose pictures are spoiled, too, after they were moved: so large a share of them, another way each time, as
 * `wearing(affine({ rotateDegrees: 8 }), { share: 0.6, spoil: spoiled })`. `fit` refuses pictures of another size than 28 x 28, gray.
 *
 * @throws UsageError unless the share is above 0 and at most 1
 */
export function wearing(augmentation: Augmentation, { share, spoil }: Wear): Augmentation {
  if (!(share > 0 && share <= 1)) throw new UsageError(`wearing({ share: ${share} }): a share above 0 and at most 1 is wanted`);
  return { ...augmentation, config: { ...augmentation.config, wear: share }, wear: { share, spoil } };
}
