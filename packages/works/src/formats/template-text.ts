/** A template as its file has it. */
export interface WritableTemplate {
  readonly pages: readonly { readonly size: unknown; readonly anchors?: readonly object[]; readonly fields: readonly object[] }[];
}

/** A template as JSON with a line for each field and anchor, as one edits it. */
export function templateText({ pages, ...head }: WritableTemplate): string {
  const line = (value: unknown) => JSON.stringify(value, null, 1).replace(/\n\s*/g, " ").replace(/\[ /g, "[").replace(/ \]/g, "]");
  const list = (name: string, values: readonly object[]) =>
    `      ${JSON.stringify(name)}: [${values.map((value) => `\n        ${line(value)}`).join(",")}${values.length > 0 ? "\n      " : ""}]`;
  const page = ({ size, anchors, fields }: WritableTemplate["pages"][number]) => {
    const parts = [`      "size": ${line(size)}`, ...(anchors ? [list("anchors", anchors)] : []), list("fields", fields)];
    return `    {\n${parts.join(",\n")}\n    }`;
  };
  const heads = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${heads.join(",\n")},\n  "pages": [\n${pages.map(page).join(",\n")}\n  ]\n}\n`;
}
