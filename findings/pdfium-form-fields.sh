#!/usr/bin/env bash
# @hyzyla/pdfium 2.1.13 (PDFium as WebAssembly) draws a stamp and leaves out the value of a form field, although both are annotations
# with the very same appearance stream. A page of a filled form comes out blank, without a word, unless `renderFormFields` is passed.
#
# Guess: an annotation that brings its own appearance is drawn whatever its subtype, 800 dark pixels either way.
# Seen:  widget 0, widget with renderFormFields 800, stamp 800.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit @hyzyla/pdfium@2.1.13
cat >probe.mjs <<'JS'
import { PDFiumLibrary } from "@hyzyla/pdfium";

/** One page of 100 x 60 points; its only ink is a black rectangle of 40 x 20 as the appearance of one annotation. */
function page(annotation) {
  const drawing = "0 0 40 20 re f";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 60] /Annots [4 0 R] >>",
    `<< /Type /Annot ${annotation} /F 4 /Rect [30 20 70 40] /AP << /N 5 0 R >> >>`,
    `<< /Type /XObject /Subtype /Form /BBox [0 0 40 20] /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ];
  let text = "%PDF-1.7\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${places.join("")}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF`;
  return Buffer.from(text, "latin1");
}

async function darkPixels(annotation, options) {
  const document = await (await PDFiumLibrary.init()).loadDocument(page(annotation));
  const { data } = await document.getPage(0).render({ scale: 1, render: "bitmap", ...options });
  return data.reduce((dark, value, index) => dark + (index % 4 === 0 && value < 128 ? 1 : 0), 0);
}

const widget = "/Subtype /Widget /FT /Tx /T (amount) /V (12)";
console.log("widget", await darkPixels(widget, {}));
console.log("widget, renderFormFields", await darkPixels(widget, { renderFormFields: true }));
console.log("stamp", await darkPixels("/Subtype /Stamp", {}));
JS
seen=$(node probe.mjs)
wanted=$'widget 0\nwidget, renderFormFields 800\nstamp 800'
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
