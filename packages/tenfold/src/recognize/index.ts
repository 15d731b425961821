export { type LineOptions, line } from "../architectures/line.js";
export { LINE_CLASSES, READING_CLASSES, SIGNS } from "../data/class-names.js";
export type { ReadCell, ReadContext, ReadDigit, ReadGrid, ReadString } from "../document/document.js";
export type { LengthScore, TextEvaluation, TextMistake } from "../evaluate/scores/text-evaluation.js";
export { type Automaton, accepts, type Edges, type Rules, type Table } from "../fields/automata/automaton.js";
export { automatonOf } from "../fields/automata/automaton-of.js";
export { anyOf, digit, digits, type Grammar, literal, oneOf, optional, repeat, sequence } from "../fields/automata/grammar.js";
export { numberRange } from "../fields/automata/number-range.js";
export { commonOptions } from "../fields/common-options.js";
export type { Condition, Field, FieldOptions, FieldSpec, FieldText } from "../fields/field.js";
export { fieldCache } from "../fields/field-cache.js";
export { fieldOf } from "../fields/field-of.js";
export type { Form, Kind } from "../fields/kinds/kind.js";
export { fieldKinds } from "../fields/kinds/kinds.js";
export { type AdaptedDigits, type AdaptOptions, adaptToHand, type DigitsOfHand } from "../hands/adapt-to-hand.js";
export { type DoubtfulLabel, doubtfulLabels } from "../hands/doubtful-labels.js";
export type { HandEvidence } from "../hands/hand-evidence.js";
export type { HandParameters } from "../hands/hand-parameters.js";
export type { LabelledDigits } from "../hands/labelled-digits.js";
export { loadHands } from "../hands/load-hands.js";
export { parseWriterProfile, type WriterProfile, writerProfile } from "../hands/writer-profile.js";
export { ctcLoss, type Frames } from "../losses/ctc.js";
export { adaptToRegion, type DigitsOfRegion, type RegionalReading } from "../regions/adapt-to-region.js";
export { loadRegions } from "../regions/load-regions.js";
export type { RegionExpert } from "../regions/region-expert.js";
export { type Region, regionNames } from "../synthesis/digits/regional/region-names.js";
export { type RegionalHands, type RegionalHandsOptions, regionalHands } from "../synthesis/digits/regional/regional-hands.js";
export { type ReadingSetOptions, readingSet } from "../synthesis/reading-set.js";
export { stringComposer } from "../synthesis/strings/string-composer.js";
export { type StringWritersOptions, stringWriters } from "../synthesis/strings/string-writers.js";
export { type DigitsOfWriter, type WrittenString, writtenString } from "../synthesis/strings/written-string.js";
export type { TextExamples } from "../training/objectives/text-objective.js";
export { type TextRecipe, textRecipeOf } from "../training/presets/text-recipe.js";
export { type CompileTextsOptions, compileTexts, loadTexts } from "../training/texts/compile-texts.js";
export { type FitTextsOptions, fitTexts, type TextEpoch, type TextScores } from "../training/texts/fit-texts.js";
export type { TextModel } from "../training/texts/text-model.js";
export { type Decoded, type DecodedText, type DecodeOptions, decode } from "./decode/decode.js";
export type { DecodedDigit } from "./decode/decoded-digits.js";
export type { Arc } from "./decode/ways.js";
export { type Effort, efforts } from "./effort.js";
export type { HandOptions, HandUse } from "./hand-use.js";
export { cellDigits, cutDigits, type DigitsFound, type Look } from "./known/cut-digits.js";
export { around, digitsAt, type KnownField } from "./known/digits-at.js";
export { onlyText } from "./known/only-text.js";
export type * from "./lattice.js";
export { lineLattices as latticesOf } from "./lattices/line-lattices.js";
export { strokeLattice } from "./lattices/stroke-lattices.js";
export { lineExamples } from "./lines/line-examples.js";
export { type DigitLook, lookOf } from "./looks/digit-look.js";
export { checkReadOptions, type ReadOptions, type ReadStrokesOptions } from "./read-options.js";
export type { Readable } from "./readable-picture.js";
export { loadReader, type Reader, type TogetherOptions, type ToRead } from "./reader.js";
export type { ReaderOptions } from "./reader-options.js";
export { loadReaders, type Readers, type ReadersReadOptions } from "./readers/readers.js";
export type { ReadersOptions } from "./readers/readers-options.js";
export type * from "./reading.js";
export {
  acceptFrom,
  calibratedConfidence,
  calibrateReadings,
  calibrateSources,
  type ReadCalibration,
  readCalibrationOf,
} from "./trust/acceptance.js";
export { calibrationIn, calibrationMetadata } from "./trust/calibration-file.js";
export {
  type FitOwnOptions,
  fitOwnCalibration,
  type OwnAcceptance,
  type OwnCalibration,
  ownAcceptance,
} from "./trust/own/own-calibration.js";
export { parseOwnCalibration } from "./trust/own/parse-own-calibration.js";
export { type ReadLatticeOptions, readLattice } from "./trust/read-lattice.js";
export type { ReadTogether } from "./writer/seen-ink.js";
export { toldOfWriter, type WriterContext } from "./writer-context.js";
