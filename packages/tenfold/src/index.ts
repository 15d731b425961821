export * from "./architectures/index.js";
export { type AffineOptions, affine } from "./augment/affine.js";
export type { Augmentation, DisplacementField, Wear } from "./augment/augmentation.js";
export { type ElasticOptions, elastic } from "./augment/elastic.js";
export { wearing } from "./augment/wearing.js";
export type * from "./callbacks/callback.js";
export { checkpoint } from "./callbacks/checkpoint.js";
export { earlyStopping } from "./callbacks/early-stopping.js";
export { type EpochRecord, history } from "./callbacks/history.js";
export { cosineDecay, exponentialDecay, oneCycle } from "./callbacks/learning-rate.js";
export { type ProgressBar, progress } from "./callbacks/progress.js";
export { balancedSample } from "./data/balanced-sample.js";
export { classCounts } from "./data/class-counts.js";
export { attachContext } from "./data/context/attach-context.js";
export {
  type CategoryColumn,
  type ContextColumn,
  type ContextRow,
  contextColumns,
  contextWidth,
  embeddingRows,
  type NumberColumn,
  type PlainColumn,
} from "./data/context/context-columns.js";
export { type ContextKey, type ContextTable, parseContextTable } from "./data/context/context-table.js";
export { encodeContext } from "./data/context/encode-context.js";
export { contextWriters, shuffledContext } from "./data/context/shuffled-context.js";
export { type Dataset, type Images, imagesOf, take } from "./data/dataset.js";
export { encodeIdxImages, encodeIdxLabels, parseIdxImages, parseIdxLabels } from "./data/idx.js";
export { likeMnist } from "./data/like-mnist.js";
export { parsePenFile } from "./data/pens/pen-file.js";
export { normalize, toCategorical } from "./data/preprocess.js";
export { parseQmnistLabels, type QmnistLabels, writersOf } from "./data/qmnist-labels.js";
export { relabeled } from "./data/relabeled.js";
export { sample } from "./data/sample.js";
export { setAside } from "./data/set-aside.js";
export { type SplitOptions, split } from "./data/split.js";
export { splitByGroup } from "./data/split-by-group.js";
export { type CsvImages, type CsvOptions, parseCsvImages } from "./data/tables/csv-images.js";
export { type Engine, type EngineOptions, startEngine } from "./engine/engine.js";
export * from "./errors.js";
export { auroc, type Separation } from "./evaluate/confidence/auroc.js";
export {
  type Calibration,
  type CalibrationScores,
  calibration,
  calibrationScores,
  type KnownTemperature,
} from "./evaluate/confidence/calibration.js";
export { type ConfidenceFit, fitConfidence } from "./evaluate/confidence/fit-confidence.js";
export { membershipScores, type Responses } from "./evaluate/confidence/membership-scores.js";
export {
  evaluateOutOfDistribution,
  type OtherResponses,
  type OtherThings,
  type OutOfDistribution,
  type OutOfDistributionInput,
} from "./evaluate/confidence/out-of-distribution.js";
export { type ReadRate, type Rejection, readRateAt, rejection } from "./evaluate/confidence/rejection.js";
export { expectedCalibrationError, type ReliabilityBin, reliabilityBins } from "./evaluate/confidence/reliability.js";
export { areaUnderRiskCoverage, type RiskCoveragePoint, riskCoverage } from "./evaluate/confidence/risk-coverage.js";
export { atTemperature, fitTemperature, type TemperatureFit } from "./evaluate/confidence/temperature.js";
export { type FullEvaluation, type FullEvaluationInput, fullEvaluation } from "./evaluate/full-evaluation.js";
export {
  type ClassificationReport,
  classificationReport,
  classificationReportText,
  type ReportLine,
} from "./evaluate/scores/classification-report.js";
export { predictedClasses } from "./evaluate/scores/evaluate.js";
export { type ContextAnswers, type ContextChange, type ContextEvaluation, evaluateContext } from "./evaluate/scores/evaluate-context.js";
export { evaluateWriters, type WriterScore, type WritersEvaluation } from "./evaluate/scores/evaluate-writers.js";
export type { ClassScore, Evaluation } from "./evaluate/scores/evaluation.js";
export type { Predictions } from "./evaluate/scores/predictions.js";
export {
  type CorruptionScore,
  type Predict,
  type Robustness,
  type RobustnessAmong,
  type RobustnessOptions,
  type RobustnessProgress,
  robustness,
} from "./evaluate/scores/robustness.js";
export { topKAccuracy } from "./evaluate/scores/top-k-accuracy.js";
export { holm } from "./evaluate/statistics/holm.js";
export { type McNemar, mcnemar } from "./evaluate/statistics/mcnemar.js";
export { type MeanAndSd, meanAndSd } from "./evaluate/statistics/mean-and-sd.js";
export { type PairedDifference, pairedDifference } from "./evaluate/statistics/paired-difference.js";
export { type CostAndValue, paretoFront } from "./evaluate/statistics/pareto-front.js";
export { wilsonInterval } from "./evaluate/statistics/wilson-interval.js";
export { type ExplainOptions, explain } from "./explain/explain.js";
export type { Explained, Explanations, Filters, SaliencyMap } from "./explain/explained.js";
export { featureMaps } from "./explain/feature-maps.js";
export { firstFilters } from "./explain/filters.js";
export { gradCam, gradCamLayer } from "./explain/grad-cam.js";
export { type OcclusionOptions, occlusion } from "./explain/occlusion.js";
export { grayscale } from "./image/basics/grayscale.js";
export { type CanvasPixels, crop, type Gray, inverted, type Picture, pictureOf } from "./image/basics/picture.js";
export { PIXEL_LIMIT } from "./image/basics/pixel-limit.js";
export { type CorruptOptions, corrupt, type GrayImages } from "./image/corruptions/corrupt.js";
export type { Corruption } from "./image/corruptions/corruption.js";
export { type CorruptionName, corruptionNames, corruptions } from "./image/corruptions/corruptions.js";
export { decodeBlob } from "./image/decode/decode-blob.js";
export { MNIST_STROKES, type NormalizeDigitOptions, normalizeDigit, type SeenDigit } from "./image/digit/normalize-digit.js";
export type { PenGroup } from "./image/digit/pen-groups.js";
export { pictureToDigit } from "./image/digit/picture-to-digit.js";
export { type RenderStrokesOptions, renderStrokes, type Stroke } from "./image/digit/render-strokes.js";
export type { Box } from "./image/geometry/box.js";
export { apply, chained, inverse, type Point, type Transform } from "./image/geometry/transform.js";
export { inkIsLight, onLightPaper } from "./image/ink/polarity.js";
export { averagePool2d } from "./layers/average-pool2d.js";
export { batchNorm } from "./layers/batch-norm.js";
export { concatenate } from "./layers/concatenate.js";
export { conv2d } from "./layers/conv2d.js";
export { dense } from "./layers/dense.js";
export { depthwiseConv2d } from "./layers/depthwise-conv2d.js";
export { dropout } from "./layers/dropout.js";
export { elu } from "./layers/elu.js";
export { embedding } from "./layers/embedding.js";
export { film } from "./layers/film.js";
export { flatten } from "./layers/flatten.js";
export { globalAveragePool2d } from "./layers/global-average-pool2d.js";
export { globalMaxPool2d } from "./layers/global-max-pool2d.js";
export { hardSilu } from "./layers/hard-silu.js";
export type { Layer } from "./layers/layer.js";
export { maxPool2d } from "./layers/max-pool2d.js";
export { relu } from "./layers/relu.js";
export { rescaling } from "./layers/rescaling.js";
export { residual } from "./layers/residual.js";
export { sigmoid } from "./layers/sigmoid.js";
export { silu } from "./layers/silu.js";
export { softmax } from "./layers/softmax.js";
export { squeezeExcite } from "./layers/squeeze-excite.js";
export { tanh } from "./layers/tanh.js";
export { zeroPadding2d } from "./layers/zero-padding2d.js";
export { type CategoricalCrossentropyOptions, categoricalCrossentropy } from "./losses/categorical-crossentropy.js";
export { mean } from "./mean.js";
export { lowerMedian, median } from "./median.js";
export { accuracy } from "./metrics/accuracy.js";
export type { Explainable, Look } from "./model/bound/explainable.js";
export type { Confidence, Geometry, Membership, MembershipScore } from "./model/files/confidence.js";
export { decodeModel, type EncodeOptions, encodeModel, type ModelFile } from "./model/files/model-file.js";
export { describeNetwork, type NetworkDescription, networkFrom } from "./model/network/network-description.js";
export { layersToFreeze, type RateFactors } from "./model/network/rate-factors.js";
export {
  classCount,
  frameCount,
  type Inputs,
  multiplyAdds,
  type Network,
  parameterCounts,
  sequential,
} from "./model/network/sequential.js";
export { type LayerSummary, type Summary, summarize, summary } from "./model/network/summary.js";
export type { WeightValues } from "./model/network/weights.js";
export type { Sink } from "./model/sink.js";
export { decodeSafetensors, encodeSafetensors } from "./model/stored/safetensors.js";
export { type Transfer, type TransferOptions, transfer } from "./model/transfer.js";
export { withContext } from "./model/with-context.js";
export { spellingAdvice } from "./nearest-word.js";
export { adam } from "./optimizers/adam.js";
export { sgd } from "./optimizers/sgd.js";
export { type PercentOptions, percent, percentSpread, wholePercent } from "./percent.js";
export { type ConfusionCell, type ConfusionView, confusionCells, confusionViews } from "./plots/confusion-cells.js";
export { confusionPlot } from "./plots/confusion-plot.js";
export { accuracyCurves, learningRateCurve, lossCurves } from "./plots/curves.js";
export { type DrawnChoice, paretoPlot } from "./plots/pareto-plot.js";
export type { PlotSpec } from "./plots/plot-spec.js";
export { type DrawnBin, type Reliability, reliabilityPlot } from "./plots/reliability-plot.js";
export { type DrawnCoverage, type DrawnReadRate, riskCoveragePlot } from "./plots/risk-coverage-plot.js";
export { type DrawnRobustness, robustnessPlot } from "./plots/robustness-plot.js";
export { type DrawnSetting, settingsPlot } from "./plots/settings-plot.js";
export { type Palette, palettes, theme, themeOf } from "./plots/theme.js";
export { type DrawnWriter, writersPlot } from "./plots/writers-plot.js";
export { isPretrained, type PretrainedName, pretrained, pretrainedFile, pretrainedNames } from "./pretrained/pretrained.js";
export { spoiled } from "./synthesis/wear/worn.js";
export { type DistillationOptions, distillationDefaults } from "./training/distillation/distillation-options.js";
export type { Teacher } from "./training/distillation/teachers.js";
export type { Answers, Inference, InferOptions } from "./training/inference/label-inference.js";
export type { PredictOptions, ViewOptions } from "./training/inference/test-time-augmentation.js";
export { type CompileOptions, compile, load } from "./training/labels/compile.js";
export { type Ensemble, ensemble } from "./training/labels/ensemble.js";
export type { Model } from "./training/labels/model.js";
export { type Quantized, quantize } from "./training/labels/quantize.js";
export type { History } from "./training/loop/fit-history.js";
export type { FitOptions, LoopOptions } from "./training/loop/fit-options.js";
export { decodeResume, type ResumeState } from "./training/loop/resume-file.js";
export type { Averaging } from "./training/loop/weight-average.js";
export type { LoadOptions } from "./training/passes/load-options.js";
export type { Pictures } from "./training/passes/pictures.js";
export { finetunePreset } from "./training/presets/finetune-preset.js";
export type * from "./training/presets/preset.js";
export { presetNamed, presets } from "./training/presets/presets.js";
export { type Recipe, type RecipeOptions, recipeOf } from "./training/presets/recipe.js";
