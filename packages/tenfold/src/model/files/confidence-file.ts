import { shapeText } from "../../engine/tensor.js";
import { FormatError } from "../../errors.js";
import { classCount, featureCount, type Network } from "../network/sequential.js";
import type { WeightValues } from "../network/weights.js";
import type { StoredTensor } from "../stored/safetensors.js";
import { type Confidence, type Geometry, type Membership, type MembershipScore, TEMPERATURES } from "./confidence.js";

/** A confidence in two places of a model file. */
interface Written {
  /** "temperature", a number; "confidence", JSON. */
  readonly metadata: Readonly<Record<string, string>>;
  /** "confidence.means" and "confidence.whitening", where the score needs them. */
  readonly tensors: WeightValues;
}

const [MEANS, WHITENING] = ["confidence.means", "confidence.whitening"] as const;

/** What a model file holds of a confidence; nothing for none. */
export function encodeConfidence(confidence: Confidence | undefined): Written {
  if (!confidence) return { metadata: {}, tensors: {} };
  const { temperature, fittedOn, membership: { geometry, ...membership } = {} } = confidence;
  const kept = { fittedOn, ...("score" in membership && { membership }) };
  return {
    metadata: { temperature: String(temperature), confidence: JSON.stringify(kept) },
    tensors: geometry ? { [MEANS]: geometry.means, [WHITENING]: geometry.whitening } : {},
  };
}

/**
 * Reads what `encodeConfidence` wrote, and parts its tensors from the weights.
 *
 * @param name what to call the file in errors
 * @throws FormatError when a number is none or out of range, or a tensor is missing, of another shape or too many
 */
export function decodeConfidence(
  { metadata, tensors }: Written,
  network: Network,
  name: string,
): { readonly confidence: Confidence | undefined; readonly weights: WeightValues } {
  const { [MEANS]: means, [WHITENING]: whitening, ...weights } = tensors;
  if (metadata.temperature === undefined) {
    if (metadata.confidence === undefined && !means && !whitening) return { confidence: undefined, weights };
    throw new FormatError(`${name} holds a confidence without its temperature; the file is damaged`);
  }
  const temperature = temperatureIn(metadata.temperature, name);
  const { fittedOn = 0, membership } = keptIn(metadata.confidence ?? "{}", name);
  const geometry = means && whitening ? geometryOf({ means, whitening }, network, name) : undefined;
  if ((membership?.score === "mahalanobis") !== Boolean(means) || Boolean(means) !== Boolean(whitening)) {
    throw new FormatError(`${name} does not hold ${MEANS} and ${WHITENING} just where its score needs them; the file is damaged`);
  }
  return {
    confidence: { temperature, fittedOn, ...(membership && { membership: { ...membership, ...(geometry && { geometry }) } }) },
    weights,
  };
}

function temperatureIn(text: string, name: string): number {
  const temperature = /^\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const [coldest, hottest] = TEMPERATURES;
  if (temperature >= coldest && temperature <= hottest) return temperature;
  throw new FormatError(
    `${name}: its temperature is ${JSON.stringify(text.slice(0, 40))}, a number from ${coldest} to ${hottest} is wanted; the file is damaged`,
  );
}

function keptIn(text: string, name: string): { readonly fittedOn?: number; readonly membership?: Membership } {
  try {
    const { fittedOn = 0, membership } = Object(JSON.parse(text)) as { fittedOn?: unknown; membership?: unknown };
    if (Number.isSafeInteger(fittedOn) && Number(fittedOn) >= 0 && (membership === undefined || isMembership(membership))) {
      return { fittedOn: Number(fittedOn), ...(membership && { membership: membershipOf(membership) }) };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new FormatError(`${name}: its metadata has no readable "confidence"; the file is damaged`);
}

const SCORES: readonly MembershipScore[] = ["softmax", "energy", "mahalanobis"];

function isMembership(value: unknown): value is Membership {
  const { score, threshold, accepted } = Object(value) as Partial<Record<keyof Membership, unknown>>;
  return SCORES.some((one) => one === score) && Number.isFinite(threshold) && Number(accepted) > 0 && Number(accepted) <= 1;
}

/** Only what is known: nothing else of a file goes on into results. */
function membershipOf({ score, threshold, accepted }: Membership): Membership {
  return { score, threshold, accepted: Number(accepted) };
}

function geometryOf({ means, whitening }: Geometry, network: Network, name: string): Geometry {
  const [classes, features] = [classCount(network), featureCount(network)];
  checkTensor(MEANS, means, [classes, features], name);
  checkTensor(WHITENING, whitening, [features, features], name);
  return { means, whitening };
}

function checkTensor(tensor: string, { shape, data }: StoredTensor, wanted: readonly number[], name: string): void {
  if (shapeText(shape) !== shapeText(wanted)) {
    throw new FormatError(`${name}: "${tensor}" is ${shapeText(shape)}, this network wants ${shapeText(wanted)}; the file is damaged`);
  }
  const broken = data.findIndex((number) => !Number.isFinite(number));
  if (broken >= 0) throw new FormatError(`${name}: "${tensor}" holds ${data[broken]} at ${broken}; the file is damaged`);
}
