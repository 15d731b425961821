/**
 * Softmax and categorical cross-entropy in one stable step, for the rows of this item:
 *
 *   p = exp(x - max) / Σ exp(x - max)     loss = Σ_c t_c (log Σ exp(x - max) - (x_c - max))     dx = (p Σt - t) scale
 *
 * With label smoothing, t stands for (1 - smoothing) t + smoothing Σt / classes. (Szegedy et al., 2016)
 *
 * @param x logits [rows, classes]
 * @param targets [rows, classes], or 0 for probabilities only
 * @param probabilities [rows, classes]
 * @param losses [rows], not touched without targets
 * @param dx [rows, classes], or 0 for none
 * @param scale of the gradient: 1 / rows for a mean loss
 * @param smoothing the share of a target that is spread over all classes, 0 for none
 */
export function softmaxCrossEntropy(
  x: usize, targets: usize, probabilities: usize, losses: usize, dx: usize, scale: f32, smoothing: f32,
  rows: i32, classes: i32, rowsPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * rowsPerItem, rows);
  for (let r = item * rowsPerItem; r < end; r++) {
    const row = (r * classes) << 2;
    let most: f32 = load<f32>(x + row);
    for (let c = 1; c < classes; c++) most = max(most, load<f32>(x + row + (c << 2)));
    let sum: f32 = 0;
    for (let c = 0; c < classes; c++) {
      const e = Mathf.exp(load<f32>(x + row + (c << 2)) - most);
      store<f32>(probabilities + row + (c << 2), e);
      sum += e;
    }
    const logSum = Mathf.log(sum);
    let loss: f32 = 0;
    let total: f32 = 0;
    if (targets) for (let c = 0; c < classes; c++) total += load<f32>(targets + row + (c << 2));
    const spread = (total * smoothing) / <f32>classes;
    for (let c = 0; c < classes; c++) {
      const at = row + (c << 2);
      store<f32>(probabilities + at, load<f32>(probabilities + at) / sum);
      if (!targets) continue;
      const t = load<f32>(targets + at) * (1 - smoothing) + spread;
      if (t != 0) loss += t * (logSum - (load<f32>(x + at) - most));
    }
    if (!targets) continue;
    store<f32>(losses + (r << 2), loss);
    if (!dx) continue;
    for (let c = 0; c < classes; c++) {
      const at = row + (c << 2);
      store<f32>(dx + at, (load<f32>(probabilities + at) * total - (load<f32>(targets + at) * (1 - smoothing) + spread)) * scale);
    }
  }
}
