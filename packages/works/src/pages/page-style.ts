import { type Palette, palettes } from "tenfold";

/** The style sheet of the report: one column on a phone, two beside each other from 800 pixels on, light on paper always. */
export const pageStyle = `
:root { color-scheme: light dark; ${variables(palettes.light)} --wrong: ${palettes.light.errors[3]}; --digit: none; }
@media screen and (prefers-color-scheme: dark) {
  :root { ${variables(palettes.dark)} --wrong: ${palettes.dark.errors[3]}; --digit: invert(1); }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
html { -webkit-text-size-adjust: 100%; background: var(--paper); color: var(--ink); }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
body { max-width: 1080px; margin: 0 auto; padding: 32px 16px 48px; }
header { padding-bottom: 8px; }
.run { color: var(--muted); overflow-wrap: anywhere; }
h1 { font-size: clamp(26px, 4.4vw, 38px); line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; }
h1 { margin: 4px 0 12px; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 20px; line-height: 1.3; font-weight: 650; margin: 40px 0 12px; padding-top: 16px; border-top: 1px solid var(--grid); }
h3 { font-size: 15px; font-weight: 600; margin-bottom: 8px; overflow-wrap: anywhere; }
section > h3 { margin: 24px 0 12px; }
p { max-width: 68ch; }
button { font: inherit; color: inherit; background: none; border: 0; cursor: pointer; }
:focus-visible { outline: 2px solid var(--validation); outline-offset: 2px; }
.aside, .missing, .sure { color: var(--muted); }
.aside { font-size: 14px; margin-top: 8px; }
.columns { display: grid; gap: 28px 40px; grid-template-columns: minmax(0, 1fr); align-items: start; }
main > .columns { margin-top: 40px; row-gap: 40px; }
.columns > section > h2, .columns > div > section:first-child > h2 { margin-top: 0; }
.key { display: flex; flex-wrap: wrap; gap: 16px 36px; margin-top: 20px; }
.key div { display: flex; flex-direction: column-reverse; }
.key dt, .key dd { border: 0; padding: 0; }
.key dt { font-size: 13px; }
.key dd { font-size: 22px; font-weight: 600; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
/* A plot starts 8 of its 440 pixels from its edge: its title then lines up with the text. */
figure svg { display: block; width: 101.8%; max-width: 560px; height: auto; margin-left: -1.8%; }
figure svg text { font-family: inherit; font-variant-numeric: tabular-nums; }
.files { font-size: 13px; color: var(--muted); margin-top: 4px; }
.files a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--grid); margin-left: 8px; }
.files span { margin-left: 8px; }
.files a:hover { color: var(--ink); text-decoration-color: currentcolor; }
dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); font-size: 15px; }
dt, dd, th, td, .mistakes li { padding: 6px 0; border-bottom: 1px solid var(--grid); }
dt { color: var(--muted); padding-right: 16px; }
dd { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 15px; font-variant-numeric: tabular-nums; }
th { color: var(--muted); font-weight: 400; text-align: right; }
thead th { vertical-align: bottom; padding-left: 8px; }
tbody th { color: var(--ink); font-weight: 600; overflow-wrap: anywhere; }
td { text-align: right; padding-left: 8px; }
th:first-child { text-align: left; padding-left: 0; }
tfoot tr:first-child > * { border-top: 2px solid var(--grid); }
.mistakes { list-style: none; font-size: 15px; }
.mistakes span { overflow-wrap: anywhere; }
.mistakes li { display: flex; justify-content: space-between; gap: 16px; font-variant-numeric: tabular-nums; }

.views > input { position: absolute; opacity: 0; pointer-events: none; }
.switch { display: flex; flex-wrap: wrap; border: 1px solid var(--grid); border-radius: 6px; overflow: hidden; width: fit-content; font-size: 14px; }
.switch label { padding: 5px 11px; cursor: pointer; color: var(--muted); box-shadow: 1px 1px 0 var(--grid); }
.switch label:hover { color: var(--ink); }
${eachView((view) => `#view-${view}:checked ~ .switch [for=view-${view}]`)} { background: var(--correct); color: var(--ink); font-weight: 600; }
${eachView((view) => `#view-${view}:focus-visible ~ .switch [for=view-${view}]`)} { outline: 2px solid var(--validation); outline-offset: -2px; }
${eachView((view) => `#view-${view}:not(:checked) ~ * .in-${view}, #view-${view}:not(:checked) ~ .in-${view}`)} { display: none; }
.views > .aside { margin: 10px 0 4px; }
.stacked > :last-child { margin-top: 28px; max-width: 460px; }
.lead { margin-bottom: 16px; }
.matrix tr > :first-child { width: 36px; }
.matrix { table-layout: fixed; border-collapse: separate; border-spacing: 2px; width: 100%; max-width: 560px; font-size: 13px; }
.matrix caption { caption-side: bottom; color: var(--muted); font-size: 13px; text-align: left; padding-top: 6px; }
.matrix th, .matrix td { padding: 0; border: 0; text-align: center; height: 34px; color: var(--muted); font-weight: 400; }
.matrix th { overflow: hidden; text-overflow: ellipsis; overflow-wrap: normal; }
.matrix tbody th { color: var(--muted); }
.matrix td { background: color-mix(in srgb, var(--correct) 38%, transparent); border-radius: 3px; }
.matrix thead td, .matrix .sum { background: none; }
.matrix .sum { color: var(--ink); }
.matrix tfoot tr:first-child > * { border-top: 0; }
.matrix button { display: block; width: 100%; height: 34px; }
.matrix td span { display: flex; height: 34px; align-items: center; justify-content: center; border-radius: 3px; letter-spacing: -0.02em; }
.matrix button:hover span { box-shadow: inset 0 0 0 2px var(--ink); }
.matrix .level-0 { background: var(--correct); color: var(--muted); }
.matrix .level-1 { background: var(--errors-1); color: var(--ink); }
.matrix .level-2 { background: var(--errors-2); color: var(--ink); }
.matrix .level-3 { background: var(--errors-3); color: var(--ink); }
.matrix .level-4 { background: var(--errors-4); color: var(--onErrors); }
.matrix .level-5 { background: var(--errors-5); color: var(--onErrors); font-weight: 600; }
.many { width: max-content; max-width: none; font-size: 10px; border-spacing: 1px; }
.many th, .many td { width: 20px; min-width: 20px; max-width: 60px; height: 22px; }
.many tr > :first-child { width: 24px; }
.many button, .many td span { height: 22px; }
.many tbody th { position: sticky; left: 0; background: var(--paper); padding-right: 6px; }

.cell { margin: auto; width: min(560px, calc(100vw - 32px)); max-height: min(80vh, 640px); overflow: auto; padding: 20px; }
.cell { border: 1px solid var(--grid); border-radius: 10px; background: var(--paper); color: var(--ink); box-shadow: 0 12px 40px rgb(0 0 0 / 0.28); }
.cell::backdrop { background: rgb(0 0 0 / 0.18); }
.head { display: flex; justify-content: space-between; align-items: baseline; }
.head h3 { font-size: 18px; }
.head button { font-size: 22px; line-height: 1; padding: 4px 8px; margin: -4px -8px 0 0; color: var(--muted); }
.cell .sure { font-size: 13px; }
.tiles { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(78px, 1fr)); gap: 14px 12px; margin-top: 14px; }
.tiles img, .digit { display: block; image-rendering: pixelated; filter: var(--digit); }
.tiles img { width: 100%; height: auto; }
.tiles div { border: 1px solid var(--grid); border-radius: 4px; margin-bottom: 4px; }
.tiles span { display: block; font-size: 12px; line-height: 1.4; font-variant-numeric: tabular-nums; }

.samples { list-style: none; display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 20px 16px; max-width: 460px; }
.samples div { border: 1px solid var(--grid); border-radius: 4px; margin-bottom: 6px; }
.samples img { display: block; width: 100%; height: auto; image-rendering: pixelated; filter: var(--digit); }
.samples span { display: block; font-size: 14px; line-height: 1.4; font-variant-numeric: tabular-nums; }
.samples .wrong b { color: var(--wrong); }
.samples .wrong div { border-color: var(--wrong); box-shadow: inset 0 0 0 1px var(--wrong); }

.explained { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 28px 20px; }
.pictures { display: flex; gap: 4px; }
.pictures img { width: 100%; height: auto; }
.pictures > * { flex: 1; min-width: 0; max-width: 112px; }
.pictures div { border: 1px solid var(--grid); border-radius: 4px; }
.pictures figcaption { font-size: 10px; line-height: 1.5; color: var(--muted); text-align: center; white-space: nowrap; letter-spacing: -0.02em; }
.saliency { position: relative; }
.saliency .digit { opacity: 0.55; }
.heat { position: absolute; inset: 0; display: block; }
.explained p { font-size: 14px; margin: 6px 0 4px; overflow-wrap: anywhere; }
.explained .sure { font-size: 12px; margin-left: 4px; }
.explained .wrong p b:last-of-type { color: var(--wrong); }
.top { list-style: none; font-size: 13px; font-variant-numeric: tabular-nums; }
.top li { display: grid; grid-template-columns: minmax(1.2em, auto) 1fr 4.2em; gap: 6px; align-items: center; line-height: 1.5; }
.top b { font-weight: 400; overflow-wrap: anywhere; }
.top .truth b { font-weight: 700; }
.top li > span:last-child { text-align: right; color: var(--muted); }
.bar { height: 6px; background: var(--correct); border-radius: 3px; overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--training); }
.truth .bar i { background: var(--validation); }

.spoiled { list-style: none; display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 12px 10px; margin: 20px 0 8px; }
.spoiled div { border: 1px solid var(--grid); border-radius: 4px; overflow: hidden; }
.spoiled img { display: block; width: 100%; height: auto; image-rendering: pixelated; filter: var(--digit); }
.spoiled span { display: block; font-size: 11px; line-height: 1.3; color: var(--muted); margin-top: 2px; overflow-wrap: anywhere; }
.filters { list-style: none; display: flex; flex-wrap: wrap; gap: 6px; }
.filters img { display: block; image-rendering: pixelated; width: 48px; height: 48px; border: 1px solid var(--grid); border-radius: 3px; }

.contents ol { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; margin-top: 24px; font-size: 14px; }
.contents a, summary { color: var(--muted); text-underline-offset: 3px; text-decoration-color: var(--grid); }
.contents a:hover, summary:hover { color: var(--ink); }
.rows { margin-top: 24px; }
summary { font-size: 15px; cursor: pointer; margin-bottom: 8px; width: fit-content; }
.kept > * { font-weight: 700; color: var(--ink); }
.folded { list-style: none; font-size: 15px; }
.folded li { padding: 4px 0; }
.folded b { color: var(--ink); font-weight: 600; margin-right: 8px; }

.hashes { font-size: 14px; margin-bottom: 16px; }
.hashes code { display: block; color: var(--muted); font: 12px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.hashes li { list-style: none; padding-bottom: 8px; }
footer { margin-top: 40px; color: var(--muted); font-size: 14px; }
@media (max-width: 480px) {
  .switch { font-size: 13px; width: auto; }
  .switch label { padding: 5px 6px; flex: auto; text-align: center; white-space: nowrap; }
  .matrix, .epochs { font-size: 11px; }
  .matrix tr > :first-child { width: 20px; }
}
@media (min-width: 800px) {
  body { padding: 56px 40px 72px; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .samples { grid-template-columns: repeat(9, minmax(0, 1fr)); gap: 16px 12px; max-width: none; }
  .samples span { font-size: 13px; }
  .wide-left { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
}
@media (min-width: 1080px) {
  .explained { grid-template-columns: repeat(4, minmax(0, 1fr)); }
}
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 12px; max-width: none; padding: 0; }
  dl, table, .mistakes { font-size: 12px; }
  .aside, .lead, .explained p, .top, .key dt, .matrix caption, footer { font-size: 11px; }
  .key dd { font-size: 17px; }
  .samples { grid-template-columns: repeat(9, minmax(0, 1fr)); gap: 8px; max-width: none; }
  .samples span { font-size: 11px; }
  .explained { gap: 14px 18px; }
  .matrix { font-size: 10px; border-spacing: 1px; }
  .matrix tr > :first-child { width: 18px; }
  .matrix th, .matrix td, .matrix button, .matrix td span { height: 24px; }
  .files, .switch, .contents, .cell, .views > .aside { display: none; }
  :focus-visible { outline: none; }
  .matrix button:hover span { box-shadow: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  h2 { margin-top: 24px; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .explained { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  figure, tr, li, dt, dd, .matrix { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;

function eachView(selector: (view: string) => string): string {
  return ["counts", "true", "predicted", "all", "mistakes"].map(selector).join(", ");
}

function variables({ errors, ...palette }: Palette): string {
  const colors = Object.entries(palette).map(([name, color]) => `--${name}: ${color};`);
  return [...colors, ...errors.map((color, index) => `--errors-${index + 1}: ${color};`)].join(" ");
}
