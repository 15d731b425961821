/**
 * Breaks the lines of a text between words, so that none is wider, but for a word that is. An item of a list, a term and two spaces or more before what
 * is said of it, goes on below what is said; an indented line goes on as far indented.
 *
 * @param width in signs
 */
export function wrapped(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => wrappedLine(line, width))
    .join("\n");
}

function wrappedLine(line: string, width: number): string {
  const start = /^ *\S+ {2,}/.exec(line)?.[0] ?? /^ */.exec(line)?.[0] ?? "";
  const indent = " ".repeat(start.length);
  const lines: string[] = [];
  let begun = start;
  let isEmpty = true;
  for (const word of line.slice(start.length).split(" ").filter(Boolean)) {
    if (!isEmpty && begun.length + 1 + word.length > width) {
      lines.push(begun);
      begun = indent;
      isEmpty = true;
    }
    begun += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, begun].join("\n");
}
