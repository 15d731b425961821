/** The probability that Student's t with so many degrees of freedom lies within ±√degrees · tan(angle): Abramowitz and Stegun, 26.7.3 and 26.7.4. */
function within(angle: number, degrees: number): number {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const odd = degrees % 2 === 1;
  let term = odd ? cos : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < degrees; k += 2) {
    term *= ((k - 1) / k) * cos ** 2;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sin * sum) : sin * sum;
}

/**
 * How many standard errors either side of a mean hold the true mean with a probability: the two-sided quantile of Student's t.
 *
 * Source: Student (1908), "The probable error of a mean".
 *
 * @param probability between 0 and 1, 0.95 for a 95 % interval
 * @param degrees of freedom, a whole number from 1: one less than the values
 */
export function studentT(probability: number, degrees: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (within(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}
