/** Numbers in the places of an image's pixels, `[height][width]`. */
export type SaliencyMap = readonly (readonly number[])[];

/** One image with what the network looked at. */
export interface Explained {
  /** Which of the images judged, from 0. */
  readonly index: number;
  /** The true class. */
  readonly label: number;
  readonly predicted: number;
  /** Probability of `predicted`, at the model's temperature. */
  readonly confidence: number;
  /** The three most probable classes, surest first; fewer where there are fewer classes. */
  readonly top3: readonly { readonly label: number; readonly probability: number }[];
  /** Grad-CAM for `predicted`: 0..1, 1 where the evidence is strongest; null for a network without a convolution. */
  readonly gradCam: SaliencyMap | null;
  /** How much the probability of `predicted` falls when the place is covered: -1..1. */
  readonly occlusion: SaliencyMap;
}

/** The kernels of the first convolution. */
export interface Filters {
  /** Its name, "conv2d". */
  readonly layer: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** One a filter: `height * width * channels` weights, row by row, channels fastest. */
  readonly filters: readonly (readonly number[])[];
}

/** What a network looks at: shown for the images that tell most about it. */
export interface Explanations {
  /** Null for a network without a convolution. */
  readonly filters: Filters | null;
  /** The layer whose maps Grad-CAM weighs; null for a network without a convolution. */
  readonly gradCamLayer: string | null;
  /** Side of the square that occlusion covers, in pixels. */
  readonly occlusionSide: number;
  /** The misread images that the network was surest of, surest first. */
  readonly mistakes: readonly Explained[];
  /** The rightly read images that it was least sure of, least sure first. */
  readonly doubtfulHits: readonly Explained[];
}
