/** A JSON document of one line that is fit for a terminal: JSON leaves DEL and the C1 signs as they are, here they are escaped. */
export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value).replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${text}\n`;
}
