/** Sets of states under names of their own, as automata that are made of sets know them. */
export interface StateSets {
  /** The name of the set that is reached from states: these, and what follows them for nothing. */
  nameOf(reached: readonly number[]): string;
  /** In ascending order. */
  statesOf(name: string): readonly number[];
}

/** @param free where each state leads for nothing */
export function stateSets(free: (state: number) => readonly number[]): StateSets {
  const states = new Map<string, readonly number[]>();
  const names = new Map<string, string>(); // most characters that follow a state lead to the same
  return {
    nameOf(reached) {
      const key = reached.join(" ");
      const known = names.get(key);
      if (known !== undefined) return known;
      const all = new Set(reached);
      for (const state of all) for (const to of free(state)) all.add(to);
      const sorted = [...all].sort((one, other) => one - other);
      const name = sorted.join(" ");
      states.set(name, sorted);
      names.set(key, name);
      return name;
    },
    statesOf: (name) => states.get(name) as readonly number[],
  };
}
