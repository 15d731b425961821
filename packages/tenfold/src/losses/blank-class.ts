/** The class of the blank among those of a network that reads lines: the one called so, or the last where none is. */
export function blankClass(classNames: readonly string[]): number {
  const named = classNames.indexOf("blank");
  return named < 0 ? classNames.length - 1 : named;
}
