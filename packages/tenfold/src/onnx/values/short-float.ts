/** The shortest number that a float32 can stand for: 0.9, not 0.8999999761581421. */
export function short(float: number): number {
  return Number(float.toPrecision(7));
}
