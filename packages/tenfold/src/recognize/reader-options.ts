import type { EngineOptions } from "../engine/engine.js";
import { checkOptions } from "../known-options.js";
import { needModelFile } from "../model/files/model-file.js";
import { refuseCame } from "../what-came.js";
import type { Effort } from "./effort.js";
import type { ReaderNetworks } from "./reader-networks.js";
import { isReadCalibration, type ReadCalibration } from "./trust/acceptance.js";
import type { OwnCalibration } from "./trust/own/own-calibration.js";
import { isMeantAsOwn } from "./trust/own/parse-own-calibration.js";

export interface ReaderOptions extends EngineOptions, ReaderNetworks {
  /**
   * What is known of the confidences: by readings of one's own (`fitOwnCalibration`, `parseOwnCalibration`), on top of what the networks' files say,
   * or in its place (`calibrateReadings`).
   */
  readonly calibration?: ReadCalibration | OwnCalibration | undefined;
  /** How long to look: "usual" unless told, and with an own calibration what that was fitted at. */
  readonly effort?: Effort | undefined;
}

const names: readonly string[] = [
  "model",
  "lines",
  "signs",
  "base",
  "calibration",
  "effort",
  "threads",
  "build",
] satisfies (keyof ReaderOptions)[];

/**
 * Checks what a reader is loaded with; what the engine takes, it checks itself.
 *
 * @param more names of options that only readers in threads of their own have
 * @throws UsageError when an option is unknown or impossible
 */
export function checkReaderOptions(who: string, options: ReaderOptions, more: readonly string[] = []): ReaderOptions {
  checkOptions(who, options, [...names, ...more]);
  const { model, lines, signs, base, calibration } = options;
  needNetworkFile(`${who}: model`, model);
  if (lines !== false) needNetworkFile(`${who}: lines`, lines);
  if (signs !== false) needNetworkFile(`${who}: signs`, signs);
  if (base !== undefined && typeof base !== "string" && !(base instanceof URL)) refuseCame(`${who}: base`, base, "the address of a folder");
  if (calibration !== undefined && !isReadCalibration(calibration) && !isMeantAsOwn(calibration))
    refuseCame(`${who}: calibration`, calibration, "what calibrateReadings() or fitOwnCalibration() gives");
  return options;
}

function needNetworkFile(place: string, came: ReaderNetworks["model"]): void {
  if (came === undefined || came instanceof ArrayBuffer || came instanceof Uint8Array) return;
  needModelFile(place, came);
}
