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
h3 { font-size: 15px; font-weight: 600; margin-bottom: 8px; }
p { max-width: 68ch; }
.aside, .missing { color: var(--muted); }
.aside { font-size: 14px; margin-top: 8px; }
.columns { display: grid; gap: 28px 40px; grid-template-columns: minmax(0, 1fr); align-items: start; }
main > .columns { margin-top: 40px; row-gap: 40px; }
.columns > section > h2 { margin-top: 0; }
/* A plot starts 8 of its 440 pixels from its edge: its title then lines up with the text. */
figure svg { display: block; width: 101.8%; max-width: 560px; height: auto; margin-left: -1.8%; }
figure svg text { font-family: inherit; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); font-size: 15px; }
dt, dd, th, td, .mistakes li { padding: 6px 0; border-bottom: 1px solid var(--grid); }
dt { color: var(--muted); padding-right: 16px; }
dd { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 15px; font-variant-numeric: tabular-nums; }
th { color: var(--muted); font-weight: 400; text-align: right; }
tbody th { color: var(--ink); font-weight: 600; overflow-wrap: anywhere; }
td { text-align: right; padding-left: 8px; }
th:first-child { text-align: left; }
.mistakes { list-style: none; font-size: 15px; }
.mistakes span { overflow-wrap: anywhere; }
.mistakes li { display: flex; justify-content: space-between; gap: 16px; font-variant-numeric: tabular-nums; }
.samples { list-style: none; display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 20px 16px; max-width: 460px; }
.samples div { border: 1px solid var(--grid); border-radius: 4px; margin-bottom: 6px; }
.samples img { display: block; width: 100%; height: auto; image-rendering: pixelated; filter: var(--digit); }
.samples span { display: block; font-size: 14px; line-height: 1.4; font-variant-numeric: tabular-nums; }
.samples .sure { color: var(--muted); }
.samples .wrong b { color: var(--wrong); }
.samples .wrong div { border-color: var(--wrong); box-shadow: inset 0 0 0 1px var(--wrong); }
.files { font-size: 14px; margin-bottom: 16px; }
.files code { display: block; color: var(--muted); font: 12px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.files li { list-style: none; padding-bottom: 8px; }
footer { margin-top: 40px; color: var(--muted); font-size: 14px; }
@media (min-width: 800px) {
  body { padding: 56px 40px 72px; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (min-width: 1080px) {
  .samples { grid-template-columns: repeat(9, minmax(0, 1fr)); max-width: none; }
}
@media print {
  body { font-size: 12px; max-width: none; padding: 0; }
  dl, table, .mistakes, .samples span { font-size: 12px; }
  .samples { max-width: 320px; }
  h2 { margin-top: 24px; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  figure, tr, li, dt, dd { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;

function variables({ errors, ...palette }: Palette): string {
  const colors = Object.entries(palette).map(([name, color]) => `--${name}: ${color};`);
  return [...colors, ...errors.map((color, index) => `--errors-${index + 1}: ${color};`)].join(" ");
}
