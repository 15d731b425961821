import { type Markup, markup } from "./markup.js";

/** A part of the page: what stands in it, and how other places name it. */
export interface Section extends Markup {
  readonly title: string;
  readonly id: string;
  /** Why nothing stands in it. */
  readonly empty?: string;
}

/**
 * A section of the page under its heading.
 *
 * @param id by which the contents find it
 */
export function section(title: string, content: Markup, id = title.toLowerCase().replace(/\W+/g, "-")): Section {
  const { markup: text } = markup`<section id="${id}"><h2>${title}</h2>
${content}
</section>`;
  return { title, id, markup: text };
}

/** A section that has nothing to show, for `withFolded`; where it is put by itself it writes nothing. */
export function emptySection(title: string, empty: string): Section {
  return { title, id: "", empty, markup: "" };
}

/** A table with more rows than these unfolds when somebody presses its title. */
const LONG = 16;

/** A table with its title: open, or to be unfolded where it is long. */
export function unfolding(title: string, table: Markup, rows: number): Markup {
  return markup`<details class="rows"${rows > LONG ? undefined : OPEN}><summary>${title}</summary>
${table}</details>`;
}

const OPEN: Markup = markup` open`;

/** Terms and what they came to. */
export function definitions(rows: readonly Row[]): Markup {
  return markup`<dl>${rows.map(
    ([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>
`,
  )}</dl>`;
}

/** A table with more columns than these wants the whole width of a page, or even of a wide one. */
const [MANY, MOST] = [5, 7];

/** A table whose first column names its rows; where it has no room each row becomes a small list, with the headings beside its values. */
export function table(head: readonly string[], rows: readonly (readonly (string | Markup)[])[]): Markup {
  const body = rows.map(
    ([
      name,
      ...cells
    ]) => markup`<tr><th scope="row">${name}</th>${cells.map((cell, index) => markup`<td data-head="${head[index + 1]}">${cell}</td>`)}</tr>
`,
  );
  const room = head.length > MOST ? "scroll broad broadest" : head.length > MANY ? "scroll broad" : "scroll";
  return markup`<div class="${room}"><table>
<thead><tr>${head.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}

/** A sentence in the place of what was not measured. */
export function missing(sentence: string): Markup {
  return markup`<p class="missing">${sentence}</p>`;
}

/** Remarks below what they are about. */
export function asides(sentences: readonly string[]): Markup {
  return markup`${sentences.map((sentence) => markup`<p class="aside">${sentence}</p>`)}`;
}

/** A setting as the report shows it: what it is, what it was. */
export type Row = readonly [term: string, value: string];
