import { type Section, section } from "./blocks.js";
import { type Markup, markup } from "./markup.js";

/** Where the sections of a page are, as a list of links. */
export function contentsOf(sections: readonly Section[]): Markup {
  return markup`<nav class="contents" aria-label="Contents"><ol>${sections.map(
    ({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>
`,
  )}</ol></nav>`;
}

/** Sections with those that have nothing to show taken out, and at their end one that gives each of these a line. */
export function withFolded(sections: readonly Section[]): Section[] {
  const shown = sections.filter(({ empty }) => empty === undefined);
  const lines = sections.flatMap(({ title, empty }) => (empty === undefined ? [] : [line(title, empty)]));
  return lines.length === 0 ? shown : [...shown, section("Not shown", markup`<ul class="folded">${lines}</ul>`)];
}

function line(title: string, empty: string): Markup {
  return markup`<li class="missing"><b>${title}</b> ${empty}</li>
`;
}
