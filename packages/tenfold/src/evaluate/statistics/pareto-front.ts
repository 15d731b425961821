/** What something costs and what it is worth. */
export interface CostAndValue {
  /** Less is better. */
  readonly cost: number;
  /** More is better. */
  readonly value: number;
}

/**
 * Which of several choices are worth considering: those for which no other is at least as good on both sides and better on one. Two
 * that are the same on both sides are both on the front.
 *
 * Source: V. Pareto (1906), "Manuale di economia politica".
 *
 * @returns for each choice whether it is on the front
 */
export function paretoFront(choices: readonly CostAndValue[]): boolean[] {
  return choices.map((choice) => !choices.some((other) => dominates(other, choice)));
}

function dominates(a: CostAndValue, b: CostAndValue): boolean {
  return a.cost <= b.cost && a.value >= b.value && (a.cost < b.cost || a.value > b.value);
}
