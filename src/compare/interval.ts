/** Standard normal quantile of 97.5 %: two-sided 95 %. */
const quantile = 1.959964;

/**
 * Between which shares the true one lies with 95 % confidence, when `right` of `total` answers were right: the score
 * interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function confidenceInterval(right: number, total: number): readonly [low: number, high: number] {
  const share = right / total;
  const square = quantile ** 2;
  const centre = (share + square / (2 * total)) / (1 + square / total);
  const half = (quantile / (1 + square / total)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total ** 2));
  return [centre - half, centre + half];
}
