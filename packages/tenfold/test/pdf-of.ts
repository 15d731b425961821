/** A PDF of these objects, numbered from 1 on, the first its catalog; `trailer` adds to its trailer. */
export function pdfOf(objects: readonly (string | readonly [dictionary: string, stream: Buffer])[], trailer = ""): Uint8Array {
  let text = "%PDF-1.7\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    const body =
      typeof object === "string"
        ? object
        : `<< ${object[0]} /Length ${object[1].length} >>\nstream\n${object[1].toString("latin1")}\nendstream`;
    text += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** A PDF of pages that each show one filled rectangle. */
export function pdfOfBoxes(boxes: readonly string[], { media = "0 0 144 72", page = "", trailer = "" } = {}): Uint8Array {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${boxes.length} /Kids [${boxes.map((_, at) => `${3 + 2 * at} 0 R`).join(" ")}] >>`,
    ...boxes.flatMap((box, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [${media}] ${page} /Contents ${4 + 2 * at} 0 R >>`,
      ["", Buffer.from(`${box} f`)] as const,
    ]),
  ];
  return pdfOf(objects, trailer);
}
