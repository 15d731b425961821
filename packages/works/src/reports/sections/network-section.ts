import { emptySection, type Section, section, unfolding } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { plural, rough, whole } from "../../pages/numbers.js";
import type { ReportData } from "../report-data.js";

/** What the network is made of, layer by layer. */
export function networkSection({ network }: ReportData): Section {
  if (!network) return emptySection("Network", "Which layers the network has was not recorded.");
  const { name, input, layers, parameters, multiplyAdds } = network;
  const rows = layers.map(
    (layer) => markup`<tr><th scope="row" title="${layer.type}">${layer.name}</th><td>${sizes(layer.outputShape)}</td>
<td>${layer.parameters === 0 ? "" : whole(layer.parameters)}</td><td>${layer.multiplyAdds === 0 ? "" : rough(layer.multiplyAdds)}</td></tr>
`,
  );
  const moving = parameters.nonTrainable > 0 ? `, of which ${whole(parameters.nonTrainable)} only move along` : "";
  const head = ["Layer", "Output", "Parameters", "Multiply-adds"].map((title) => markup`<th scope="col">${title}</th>`);
  return section(
    "Network",
    markup`<p class="lead">${name} takes ${sizes(input)} numbers an image: ${plural(layers.length, "layer")}, ${whole(parameters.total)} parameters${moving}.</p>
${unfolding(
  "Layer by layer",
  markup`<div class="scroll"><table><thead><tr>${head}</tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><th scope="row">Together</th><td></td><td>${whole(parameters.total)}</td><td>${rough(multiplyAdds)}</td></tr></tfoot></table></div>`,
  layers.length,
)}`,
  );
}

/** "28 × 28 × 1" */
function sizes(shape: readonly number[]): string {
  return shape.map(whole).join("\u00a0×\u00a0");
}
