import type { CheckedPage } from "tenfold-works/forms";

/** A line for people about one page. */
export function checkedText(
  { page, fits, refusal, notice, lines, marks, residual, drawing }: CheckedPage,
  file: string,
  pages: number,
): string {
  const where = pages > 1 ? `${file} page ${page}` : file;
  const seen = [
    ...(marks.of > 0 ? [`${marks.seen} of ${marks.of} marks`] : []),
    ...(lines.of > 0 ? [`${lines.seen} of ${lines.of} stretches of printed lines`] : []),
  ].join(", ");
  const hidden = lines.hidden > 0 ? ` and ${lines.hidden} hidden by ink` : "";
  const off = `${residual.millimeters.toFixed(2)} mm (${residual.pixels.toFixed(1)} pixels) off`;
  const told = fits ? `the form fits${seen ? `: ${seen} found${hidden}, ${off}` : ""}` : refusal;
  return `${where}: ${told}\n${notice ? `  ${notice}\n` : ""}  drawn in ${drawing}\n`;
}
