/** `0x08000194`: a 32-bit address the way datasheets and debuggers print it. */
export function formatAddress(address: number): string {
  return `0x${address.toString(16).toUpperCase().padStart(8, '0')}`;
}
