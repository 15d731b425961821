/** What was, what is and what was taken back. */
export interface EditHistory<State> {
  readonly past: readonly State[];
  readonly now: State;
  readonly future: readonly State[];
  /** What made the last change: changes of one mark are one, as those of a drag or of a word that is typed. */
  readonly mark?: string | undefined;
}

/** So many steps may be taken back. */
const MOST = 500;

export function begun<State>(now: State): EditHistory<State> {
  return { past: [], now, future: [] };
}

export function changed<State>({ past, now, mark: before }: EditHistory<State>, next: State, mark?: string): EditHistory<State> {
  if (next === now) return { past, now, future: [], mark };
  const goesOn = mark !== undefined && mark === before;
  return { past: goesOn ? past : [...past, now].slice(-MOST), now: next, future: [], mark };
}

export function undone<State>(history: EditHistory<State>): EditHistory<State> {
  const { past, now, future } = history;
  const before = past.at(-1);
  return before === undefined ? history : { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

export function redone<State>(history: EditHistory<State>): EditHistory<State> {
  const { past, now, future } = history;
  const [next, ...later] = future;
  return next === undefined ? history : { past: [...past, now], now: next, future: later };
}
