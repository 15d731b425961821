/** Fit for a terminal: signs that would steer it, C0 and C1 as Unicode has them, become question marks. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}

/** The same for a text of several lines: line feeds stay. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
