/** Markup that is safe to write into a page: made by `markup` only, or vouched for with `trusted`. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Part[] | undefined;

/**
 * Writes HTML, SVG or XML; every value put in is escaped unless it is markup itself, so that no name or setting can become a tag.
 *
 *   markup`<h1>${title}</h1> <ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`
 *
 * Lists are joined, `undefined` writes nothing. Values stand in text or inside double quotes; what XML 1.0 has no way to write, as a
 * backspace or half of a pair of surrogates, becomes U+FFFD.
 */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return trusted(literals.reduce((text, literal, index) => text + write(parts[index - 1]) + literal));
}

/** Passes on text as markup, unescaped: only for what this program drew or wrote itself. */
export function trusted(text: string): Markup {
  return { markup: text };
}

function write(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return "markup" in part ? part.markup : part.map(write).join("");
}

/**
 * Signs that control are escaped, too: of tabs and line ends in attributes parsers make blanks otherwise, of some a line feed anywhere, and a
 * terminal obeys what is printed.
 */
function escaped(text: string): string {
  const writable = text.replace(/[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r\x7F-\x9F])\p{Cc}/gu, "\uFFFD");
  return writable.replace(/[&<>"'\p{Cc}\u2028]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
