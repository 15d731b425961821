export { kaggleCsv } from "./kaggle-csv.js";
export { knownWriters } from "./known-writers.js";
export { namedPredictions, type Prediction } from "./named-predictions.js";
export { besideModel, meansModel, openModel, readImageModel, readModel } from "./open-model.js";
export { readForeign, stemOf } from "./read-foreign.js";
export { expectPictures, readPictures } from "./read-pictures.js";
export { type Compared, comparedWeights, type Pair } from "./weights-compared.js";
