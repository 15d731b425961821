/** The sine of an angle in radians, by Taylor's series within an eighth of a turn: alike in every JavaScript engine, other than Math.sin. */
export function sine(angle: number): number {
  const quarters = Math.round(angle / (Math.PI / 2));
  const t = angle - (quarters * Math.PI) / 2;
  const square = t * t;
  const odd = t * (1 - (square / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - square / 72))));
  const even = 1 - (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - square / 56)));
  const found = quarters % 2 === 0 ? odd : even;
  return quarters % 4 === 2 || quarters % 4 === 3 || quarters % 4 === -1 || quarters % 4 === -2 ? -found : found;
}

export function cosine(angle: number): number {
  return sine(angle + Math.PI / 2);
}
