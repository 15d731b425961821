/** Why what is typed is not taken at once. */
export interface Objection {
  readonly sentence: string;
  /** Whether it is taken when the reviewer says so again. */
  readonly mayStay: boolean;
}

/**
 * What speaks against a text that somebody typed for a field: that there is none, or that it has letters in it, which among digits are more often a slip of
 * the hand.
 *
 * @param read what was proposed
 */
export function objectionTo(text: string, { read, isBlank }: { readonly read: string; readonly isBlank: boolean }): Objection | undefined {
  if (text.trim() === "" && !(isBlank && text === read)) {
    const what = read === "" ? "Nothing was read here" : "Nothing is written here";
    const sentence = `${what}: write what stands there, or press U where it cannot be read, X where there is no field`;
    return { sentence, mayStay: false };
  }
  if (text !== read && /\p{L}/u.test(text)) {
    return { sentence: `There is a letter in ${text}. If that is what stands there, press Correct again`, mayStay: true };
  }
  return undefined;
}
