import { save } from "../parts/save.js";

/** Saves what the page shows of a training as a page complete in itself, in the app's style. */
export function saveReport(name: string, title: string): void {
  const shown = Array.from(document.querySelectorAll(".training, .outcome"), (part) => {
    const copy = part.cloneNode(true) as Element;
    for (const deed of copy.querySelectorAll(".deeds, progress")) deed.remove();
    return copy.outerHTML;
  });
  const style = Array.from(document.styleSheets, ({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText).join("\n")).join("\n");
  const heading = document.createElement("h1");
  heading.textContent = title;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tenfold</title><style>${style}</style>`;
  save(
    name,
    `<!doctype html><html lang="en"><head>${head}</head><body><main id="app" class="report">${heading.outerHTML}${shown.join("")}</main></body></html>`,
    "text/html",
  );
}
