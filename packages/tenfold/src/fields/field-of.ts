import { UsageError } from "../errors.js";
import { spellingAdvice } from "../nearest-word.js";
import { type AllowedValue, allowedValues, valueWeight } from "./automata/allowed-values.js";
import { type Automaton, acceptsWithout, type Table } from "./automata/automaton.js";
import { both } from "./automata/both.js";
import { digitCounts, digitShares } from "./automata/digit-shares.js";
import { weighedEvenly } from "./automata/weighed-evenly.js";
import { commonOptions } from "./common-options.js";
import type { Condition, Field, FieldSpec } from "./field.js";
import type { Form, Kind } from "./kinds/kind.js";
import { fieldKinds } from "./kinds/kinds.js";
import { asJson, type Options } from "./options.js";

/** More values than any list of codes has. */
const MOST_VALUES = 200_000;

/**
 * Makes a field of its description: `"us-zip"`, `{ kind: "digits", length: 6, check: "luhn" }`. What may come of any list is weighed by
 * Bayes' rule when ink is read.
 *
 * @param spec checked in full, as it may come from a file of anybody's making
 * @throws UsageError when the kind or an option is unknown or impossible, in a sentence
 */
export function fieldOf(spec: FieldSpec): Field {
  const { kind, options } = described(spec);
  const form = kind.form(options);
  const grammar = form.check ? both(form.grammar, form.check) : form.grammar;
  const shares = digitShares(grammar);
  const conditions: Condition[] = [{ about: "form", automaton: form.grammar }];
  if (form.check) conditions.push({ about: "check", automaton: grammar });
  const values = valuesOf(kind.name, options, form, grammar);
  const even = weighedEvenly(grammar, shares);
  const weighed = form.usual && !values ? both(even, form.usual) : even;
  let automaton: Automaton = weighed;
  if (values) {
    const outside = shareOutside(kind.name, options);
    automaton = allowedValues(even, values, { passedOver: form.passedOver, outside });
    if (outside === 0) conditions.push({ about: "allowed", automaton });
  } else if (options.outside !== undefined) {
    throw new UsageError(`field ${kind.name}: outside is the probability of values that are not allowed; give allowed or prior, too`);
  }
  return {
    kind: kind.name,
    noun: form.noun,
    automaton,
    heaviest: heaviestOf(weighed, values),
    digits: values && !options.outside ? countsOf(values) : digitCounts(shares),
    conditions,
    read(written) {
      const text = form.text(written);
      return { text, value: form.value?.(written) ?? text };
    },
  };
}

/** The logarithm of the most that a text of the field, or of a list of its values, may weigh. */
function heaviestOf({ size, final }: Table, values: readonly AllowedValue[] = []): number {
  let heaviest = Number.NEGATIVE_INFINITY;
  for (let state = 0; state < size; state++) heaviest = Math.max(heaviest, final(state));
  for (const { forms, probability } of values) {
    for (const form of forms) heaviest = Math.max(heaviest, valueWeight(form, probability));
  }
  return heaviest;
}

/** The fewest and the most digits of values. */
function countsOf(values: readonly AllowedValue[]): { least: number; most: number } {
  const counts = values.flatMap(({ forms }) => forms.map((form) => form.replaceAll(/\D/g, "").length));
  return { least: counts.reduce((one, other) => Math.min(one, other)), most: counts.reduce((one, other) => Math.max(one, other)) };
}

function described(spec: unknown): { kind: Kind; options: Options } {
  const isObject = typeof spec === "object" && spec !== null && !Array.isArray(spec);
  if (typeof spec !== "string" && !isObject) {
    throw new UsageError(`a field is the name of its kind or { "kind": ..., options }, not ${asJson(spec)}`);
  }
  const options: Options = isObject ? (spec as Options) : { kind: spec };
  const kind = fieldKinds.find(({ name }) => name === options.kind);
  if (!kind) {
    const came = options.kind === undefined ? "a field without a kind came" : `there is no kind of field ${asJson(options.kind)}`;
    throw new UsageError(
      `${came}; ${spellingAdvice(
        options.kind,
        fieldKinds.map(({ name }) => name),
      )}`,
    );
  }
  const takes = [...Object.keys(kind.options), ...Object.keys(commonOptions)];
  const strange = Object.keys(options).find((name) => name !== "kind" && !takes.includes(name));
  if (strange !== undefined) {
    const advice = spellingAdvice(strange, takes, `it takes ${takes.join(", ")}`);
    throw new UsageError(`field ${kind.name} has no option ${asJson(strange)}; ${advice}`);
  }
  return { kind, options };
}

/** The allowed values with their probabilities, nothing where all are. */
function valuesOf(kind: string, options: Options, form: Form, grammar: Table): AllowedValue[] | undefined {
  const prior = priorOf(kind, options);
  const allowed = options.allowed === undefined ? prior && [...prior.keys()] : options.allowed;
  if (allowed === undefined) return undefined;
  if (!Array.isArray(allowed) || allowed.length === 0 || allowed.length > MOST_VALUES) {
    throw new UsageError(`field ${kind}: allowed is a list of 1 to ${MOST_VALUES} values, not ${asJson(allowed)}`);
  }
  const forms = new Map<string, { readonly forms: readonly string[]; weight: number }>();
  for (const value of allowed) {
    const written = formsIn(kind, value, form, grammar);
    forms.set(written.join(" "), { forms: written, weight: prior?.get(value) ?? 1 });
  }
  for (const value of prior?.keys() ?? []) {
    if (!forms.has(formsIn(kind, value, form, grammar).join(" "))) {
      throw new UsageError(`field ${kind}: prior names ${asJson(value)}, which is not among the allowed values`);
    }
  }
  const values = [...forms.values()].filter(({ weight }) => weight > 0);
  const sum = values.reduce((total, { weight }) => total + weight, 0);
  if (values.length === 0) throw new UsageError(`field ${kind}: every value has a prior of 0; give one of them more`);
  return values.map(({ forms, weight }) => ({ forms, probability: weight / sum }));
}

/** How a value may be written, where it is one. */
function formsIn(kind: string, value: unknown, form: Form, grammar: Table): readonly string[] {
  if (typeof value !== "string") {
    throw new UsageError(`field ${kind}: allowed values are texts, so that zeros before them count; ${asJson(value)} is none`);
  }
  const forms = value.length > 80 ? [] : form.forms(value);
  if (!forms.some((written) => acceptsWithout(grammar, written, form.passedOver)))
    throw new UsageError(`field ${kind}: the allowed value ${asJson(value)} is not ${form.noun} that it admits`);
  return forms;
}

function priorOf(kind: string, { prior }: Options): ReadonlyMap<string, number> | undefined {
  if (prior === undefined) return undefined;
  const entries = typeof prior === "object" && prior !== null && !Array.isArray(prior) ? Object.entries(prior) : [];
  if (
    entries.length === 0 ||
    !entries.every(([, weight]) => typeof weight === "number" && weight >= 0 && weight < Number.POSITIVE_INFINITY)
  ) {
    throw new UsageError(`field ${kind}: prior is how frequent values are, as in { "12345": 20, "12346": 1 }, not ${asJson(prior)}`);
  }
  return new Map(entries);
}

function shareOutside(kind: string, { outside = 0 }: Options): number {
  if (typeof outside === "number" && outside >= 0 && outside < 1) return outside;
  throw new UsageError(`field ${kind}: outside is a probability, at least 0 and below 1, not ${asJson(outside)}`);
}
