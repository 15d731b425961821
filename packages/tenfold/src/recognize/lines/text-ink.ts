import type { Gray } from "../../image/basics/picture.js";
import type { Transform } from "../../image/geometry/transform.js";
import type { Component } from "../../image/ink/connected-components.js";

/** What is written on a picture, apart from its paper. */
export interface TextInk {
  /** 255 for the darkest ink, 0 for paper; its pattern, where it has one, lies between. */
  readonly ink: Gray;
  /** The strokes, in connected components. */
  readonly components: readonly Component[];
  /** Strokes that were left out as a neighbor's, each of which may be a digit all the same. */
  readonly perhaps?: readonly Component[];
  /** From the pixels of `ink` to those of the picture. */
  readonly toSource: Transform;
}
