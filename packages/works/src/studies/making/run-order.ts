import { FormatError } from "tenfold";
import { isCount, isRecord, isText } from "../../files/json-checks.js";
import { isRecipe } from "../../records/run-config.js";
import type { Arm } from "../arm.js";
import { isStudyConfig, type StudyConfig } from "../study-config.js";

/** One run of a study as plain data: whoever has it, and the data that it tells by hashes, comes to the same bits. */
export interface RunOrder {
  readonly study: StudyConfig;
  readonly arm: Arm;
  readonly seed: number;
}

/**
 * An order that came from elsewhere, as JSON.
 *
 * @throws FormatError when it is none; what names something unknown is found where it is used
 */
export function parseRunOrder(value: unknown): RunOrder {
  if (isRecord(value) && isStudyConfig(value.study) && isArm(value.arm) && isCount(value.seed)) return value as unknown as RunOrder;
  throw new FormatError("what came is no order for a run of a study by this version of Tenfold; have it sent by the same version");
}

function isArm(value: unknown): value is Arm {
  if (!isRecord(value) || !isText(value.name) || !isRecord(value.preset)) return false;
  const { preset, isBlind } = value;
  return isText(preset.name) && isRecipe(preset) && (isBlind === undefined || typeof isBlind === "boolean");
}
