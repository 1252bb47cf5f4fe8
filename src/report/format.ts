/** A share of 1 with one digit after the point: 0.3816 -> `38.2 %`. */
export const formatPercent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A count with thousands separators: 1512345 -> `1,512,345`. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');
