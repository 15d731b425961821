/** A name from a file, fit to be told in an error: short, and without signs that would steer a terminal. */
export function shown(name: string): string {
  return clipped(name).replace(/\p{Cc}/gu, "?");
}

/** At most 60 signs, the last of them an ellipsis where more came. */
export function clipped(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
