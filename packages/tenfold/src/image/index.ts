export { grayscale } from "./basics/grayscale.js";
export { type CanvasPixels, crop, type Gray, inverted, type Picture, pictureOf } from "./basics/picture.js";
export { rectify } from "./basics/rectify.js";
export { announcedDensity } from "./decode/announced-density.js";
export { decodeBlob } from "./decode/decode-blob.js";
export { MNIST_STROKES, type NormalizeDigitOptions, normalizeDigit, type SeenDigit } from "./digit/normalize-digit.js";
export {
  around,
  aroundPoints,
  type Box,
  boxArea,
  centerOf,
  cornersOf,
  coveredShare,
  frameOf,
  grown,
  intersection,
  overlap,
  roundedOut,
} from "./geometry/box.js";
export { homography } from "./geometry/homography.js";
export { apply, chained, inverse, type Point, type Transform } from "./geometry/transform.js";
export type { Grid } from "./grids/drawn-grid.js";
export { cellToSource, type FindGridsOptions, findGrids } from "./grids/find-grids.js";
export { type GridDigit, gridDigits } from "./grids/grid-digits.js";
export { type Component, connectedComponents, strokeWidth } from "./ink/connected-components.js";
export { evenLight } from "./ink/even-light.js";
export { inkIsLight, onLightPaper } from "./ink/polarity.js";
export { sauvola } from "./ink/sauvola.js";
export { type CleanPage, type CleanPageOptions, cleanPage } from "./page/clean-page.js";
export { combTeeth } from "./page/comb-teeth.js";
export { skewDegrees, turnedBack } from "./page/deskew.js";
export { pageEdges } from "./page/page-edges.js";
export { type RulingLine, type RulingOptions, rulingLines } from "./page/ruling-lines.js";
export { withoutRuling } from "./page/without-ruling.js";
