import { type Automaton, onDemand, step, type Table } from "./automaton.js";

/** A value that a field may have. */
export interface AllowedValue {
  /** Every way to write it, without the characters that are passed over. */
  readonly forms: readonly string[];
  /** How probable it is among the allowed values; they add up to 1. */
  readonly probability: number;
}

export interface AllowedOptions {
  /** Characters of the field that say nothing about its value, as hyphens in a postal code. */
  readonly passedOver: string;
  /** The probability of a value that is not allowed, 0..1. */
  readonly outside: number;
}

/**
 * The texts of a field that stand for allowed values, each weighed by its value's probability times 10^n at n digits, which are the strings
 * that the value is one of; this makes it comparable with what {@link weighedEvenly} gives. With `outside` the field's other texts share
 * that probability as they do without a list.
 *
 * The state is a place in a tree of the values' forms, and the field's own state. There are many, of which ink leads to few.
 *
 * @param field weighed evenly
 */
export function allowedValues(field: Table, values: readonly AllowedValue[], { passedOver, outside }: AllowedOptions): Automaton {
  const { children, weights } = treeOf(values);
  const states = field.size;
  const ROOT = 0;
  const lost = children.length; // the place of texts that are none of the values'
  const follow = (place: number, character: string): number => {
    if (place === lost || passedOver.includes(character)) return place;
    return children[place]?.get(character) ?? lost;
  };
  const inside = Math.log1p(-outside);
  return onDemand<number>({
    alphabet: field.alphabet,
    start: ROOT * states,
    next(state, character) {
      const place = follow(Math.floor(state / states), character);
      if (place === lost && outside === 0) return undefined;
      const to = step(field, state % states, field.alphabet.indexOf(character));
      return to < 0 ? undefined : place * states + to;
    },
    final(state) {
      const own = field.final(state % states);
      if (own === Number.NEGATIVE_INFINITY) return own;
      const listed = inside + (weights[Math.floor(state / states)] ?? Number.NEGATIVE_INFINITY);
      return Math.log(Math.exp(listed) + outside * Math.exp(own));
    },
  });
}

/** The logarithm of what a value weighs in one of its forms: its probability over 10^-n at n digits. */
export function valueWeight(form: string, probability: number): number {
  return Math.log(probability) + form.replaceAll(/\D/g, "").length * Math.LN10;
}

/** The places of the tree: what follows on each, and the logarithm of what a value that ends there weighs. */
function treeOf(values: readonly AllowedValue[]): { children: Map<string, number>[]; weights: (number | undefined)[] } {
  const children: Map<string, number>[] = [new Map()];
  const weights: (number | undefined)[] = [];
  for (const { forms, probability } of values) {
    for (const form of forms) {
      let place = 0;
      for (const character of form) {
        const known = children[place]?.get(character);
        if (known === undefined) {
          children[place]?.set(character, children.length);
          place = children.push(new Map()) - 1;
        } else place = known;
      }
      weights[place] = valueWeight(form, probability);
    }
  }
  return { children, weights };
}
