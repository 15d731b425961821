import { type Markup, markup, trusted } from "./markup.js";
import { pageStyle } from "./page-style.js";

export interface PageParts {
  /** What it is about, small above the heading. */
  readonly title: string;
  /** The same on the page, where that is another text. */
  readonly about?: string;
  /** Where its sections are. */
  readonly contents?: Markup;
  /** What came of it, in a sentence. */
  readonly verdict: string;
  /** How far that can be trusted. */
  readonly trust: string;
  readonly sections: readonly Markup[];
  /** Which command made it. */
  readonly generator: string;
}

/** An HTML page that asks for nothing: no script, no font, no file. It reads on a phone and on a wide screen, in light and dark, and prints. */
export function wholePage({ title, about = title, contents, verdict, trust, sections, generator }: PageParts): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="${generator}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}: ${verdict}</title>
<style>${trusted(pageStyle + tableStyle)}</style>
</head>
<body>
<header><p class="run">${about}</p><h1>${verdict}</h1><p>${trust}</p>${contents}</header>
<main>
${sections.map(
  (section) => markup`${section}
`,
)}</main>
<footer>Made by Tenfold. This page is complete in itself: it opens without a network.</footer>
</body>
</html>
`.markup;
}

/** Tables with many columns, and digits beside what several networks read in them. */
const tableStyle = `
section > h3, .columns h3 { margin-top: 24px; }
.columns > div > h3:first-child { margin-top: 0; }
.scroll { overflow-x: auto; container-type: inline-size; }
.scroll + .aside, figure + .aside { margin-top: 12px; }
thead th { padding-left: 12px; vertical-align: bottom; }
td { padding-left: 12px; white-space: nowrap; }
th:first-child { padding-left: 0; }
tbody th { min-width: 8.5em; }
.chosen { color: var(--validation); font-weight: 600; white-space: nowrap; }
.digits { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(108px, 1fr)); gap: 24px 8px; }
.digits li { break-inside: avoid; }
.digits div { width: 86px; border: 1px solid var(--grid); border-radius: 4px; margin-bottom: 6px; }
.digits img { display: block; image-rendering: pixelated; filter: var(--digit); }
.digits p { font-size: 12.5px; line-height: 1.45; white-space: nowrap; color: var(--muted); font-variant-numeric: tabular-nums; }
.digits p b { color: var(--ink); font-weight: 600; }
.digits .miss b { color: var(--wrong); }
.digits .mark { display: inline-block; min-width: 1.4em; }
.legend { list-style: none; font-size: 15px; margin-bottom: 20px; }
.legend b { display: inline-block; min-width: 1.4em; }
${stacked(430, ".scroll")}
${stacked(660, ".broad")}
${stacked(860, ".broadest")}
@media print { td, th { white-space: normal; } .scroll { overflow: visible; } .aside { font-size: 11px; } .digits img { width: 84px; } }
`;

/** Where a table gets too little room, each of its rows becomes a small list. */
function stacked(width: number, tables: string): string {
  return `@container (max-width: ${width}px) {
  ${tables} thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  ${tables} :is(table, tbody, tr, tbody th, td) { display: block; }
  ${tables} tr { padding: 10px 0; border-bottom: 1px solid var(--grid); }
  ${tables} :is(tbody th, td) { padding: 1px 0; border: 0; text-align: left; }
  ${tables} tr td { display: flex; justify-content: space-between; gap: 16px; white-space: normal; text-align: right; }
  ${tables} td::before { content: attr(data-head); color: var(--muted); text-align: left; }
}`;
}
