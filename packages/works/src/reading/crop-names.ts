import type { PlainDigit, ReadPage } from "tenfold/document";

/**
 * Where the picture of a digit lies in a folder of them, "7/scan-p1-s2-d3.png": in the folder of its class, called by its file, page, string and
 * place, each counted from 1.
 *
 * @param name of the file among others, as `drawingNames` gives it
 */
export function cropName(
  name: string,
  { page }: Pick<ReadPage, "page">,
  string: number,
  place: number,
  { value }: Pick<PlainDigit, "value">,
): string {
  const inOneFolder = name.replaceAll("%", "%25").replaceAll("/", "%2F").replace(/^\./, "%2E");
  return `${value}/${inOneFolder}-p${page}-s${string}-d${place}.png`;
}
