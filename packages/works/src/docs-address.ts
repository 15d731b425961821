/** Where the documents lie: beside the packages in their repository, not in the packages themselves. */
const DOCUMENTS = "https://github.com/tenfold-digits/tenfold/blob/main/docs/";

/** The address of a document, as "forms.md", for whoever has the packages alone. */
export function docsAddress(document: string): string {
  return `${DOCUMENTS}${document}`;
}
