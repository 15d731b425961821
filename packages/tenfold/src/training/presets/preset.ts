import type { NetworkDescription } from "../../model/network/network-description.js";

/** A whole recipe for a training, as plain data: it goes into a run's `config.json` and comes back out of it. */
export interface Preset {
  readonly name: string;
  /** The data set that it is made for, by name; absent: any, MNIST unless told. */
  readonly dataSet?: string;
  readonly architecture: string;
  /** What the architecture takes beside the number of classes, as width or depth; absent: its defaults. */
  readonly architectureOptions?: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimizer: OptimizerRecipe;
  readonly schedule: ScheduleRecipe;
  /** A network of one's own, in place of the architecture. */
  readonly network?: NetworkDescription;
  /** The rate of every dropout layer, in place of the architecture's own; absent: these. */
  readonly dropout?: number;
  /** The share of each label that is spread over all classes; absent: none. */
  readonly labelSmoothing?: number;
  /** Absent: the weights of the last step are judged and saved. */
  readonly averageWeights?: { readonly decay: number };
  /** Absent: training runs to its last epoch. */
  readonly earlyStopping?: { readonly watch: string; readonly patience: number };
  /** Absent: the images as they are. */
  readonly augment?: AugmentRecipe;
  /** How many of the last epochs see the images as they are. */
  readonly plainEpochs: number;
  /** The share of the training images that is set aside to judge each epoch. */
  readonly validation: number;
  /** Absent: the images are learned one by one. Else strings are composed of them, and their texts are learned whole. */
  readonly strings?: StringsRecipe;
}

/** How many strings are composed: of the training images, of those of them that are set aside, and of the test images. */
export interface StringsRecipe {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
}

export type OptimizerRecipe =
  | { readonly kind: "adam"; readonly rate: number; readonly beta1?: number; readonly beta2?: number; readonly epsilon?: number }
  | { readonly kind: "sgd"; readonly rate: number; readonly momentum?: number; readonly nesterov?: boolean };

export type ScheduleRecipe =
  | { readonly kind: "exponentialDecay"; readonly factor: number }
  | { readonly kind: "cosineDecay"; readonly end?: number }
  | {
      readonly kind: "oneCycle";
      readonly peak?: number;
      readonly warmUp?: number;
      readonly startDivisor?: number;
      readonly endDivisor?: number;
    };

export type AugmentRecipe =
  | AffineRecipe
  | (Omit<AffineRecipe, "kind"> & { readonly kind: "elastic"; readonly strength: number; readonly smoothness: number });

/** Of digits of 28 x 28 pixels, the share that is spoiled as paper, pens and cameras do. */
interface Worn {
  readonly wear?: number;
}

export interface AffineRecipe extends Worn {
  readonly kind: "affine";
  readonly rotateDegrees: number;
  readonly shift: number;
  readonly zoom: number;
}
