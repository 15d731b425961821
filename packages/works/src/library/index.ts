export { type Trained, type TrainOptions, train } from "./train.js";
