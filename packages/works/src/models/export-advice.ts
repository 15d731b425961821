/** Kinds of files that hold a network, or its weights, in a form that is not read; and how their programs write one that is. */
const otherForms: readonly [ending: RegExp, advice: string][] = [
  [
    /\.(pt|pth|pt2|ckpt)$/i,
    'PyTorch keeps weights or its own code there; export the network: torch.onnx.export(model, (torch.zeros(1, 1, 28, 28),), "model.onnx")',
  ],
  [/\.(pb|tflite)$/i, 'that is TensorFlow\'s own form; save the model from Keras: model.save("model.keras")'],
  [/(^|[/\\])model\.json$/i, 'TensorFlow.js keeps networks there; save the model from Keras: model.save("model.keras")'],
  [/\.(mlmodel|caffemodel|prototxt|pdmodel|engine)$/i, "write the network as ONNX with the program that made it"],
];

/** What to do with a file that another program has to export first, by its name; nothing for other files. */
export function exportAdvice(path: string): string | undefined {
  return otherForms.find(([ending]) => ending.test(path))?.[1];
}
