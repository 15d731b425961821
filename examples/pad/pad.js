import { loadReader } from "tenfold/recognize";

const [canvas, output, button] = document.querySelectorAll("canvas, output, button");
const paper = canvas.getContext("2d");
const reader = loadReader({ threads: 1 }); // pages without isolation have one thread
/** x, y, x, y, … a stroke. */
let strokes = [];
let last = Promise.resolve();

function clear() {
  [canvas.width, canvas.height] = [canvas.clientWidth, canvas.clientHeight];
  Object.assign(paper, { lineWidth: 8, lineCap: "round", lineJoin: "round" });
  strokes = [];
  output.textContent = "…";
}

canvas.onpointerdown = (event) => {
  canvas.setPointerCapture(event.pointerId);
  strokes.push([event.offsetX, event.offsetY]);
};
canvas.onpointermove = ({ buttons, offsetX, offsetY }) => {
  const stroke = strokes.at(-1);
  if (!buttons || !stroke) return;
  paper.beginPath();
  paper.moveTo(...stroke.slice(-2));
  paper.lineTo(offsetX, offsetY);
  paper.stroke();
  stroke.push(offsetX, offsetY);
};
canvas.onpointerup = () => {
  const drawn = strokes.map((stroke) => [...stroke]);
  last = last.then(async () => {
    const { strings } = await (await reader).readStrokes(drawn);
    output.textContent = strings.map(({ text, confidence }) => `${text} (${Math.round(100 * confidence)} %)`).join(", ") || "no digit";
  });
};
button.onclick = clear;
clear();
