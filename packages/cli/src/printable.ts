/** Fit for a terminal: signs that would steer it, C0 and C1 as Unicode has them, become question marks. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}

/** The same for a text of several lines: line feeds stay. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** A JSON document of one line that is fit for a terminal: JSON leaves DEL and the C1 signs as they are, here they are escaped. */
export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value).replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${text}\n`;
}
