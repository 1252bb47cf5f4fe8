/**
 * Weights of a dense layer in the order of CMSIS-NN's and NNoM's `fully_connected_q7_opt`: rows in groups of four; of
 * each four inputs a b c d first a and c, then b and d, in pairs of rows: a1 a2 c1 c2 a3 a4 c3 c4 b1 b2 d1 d2 b3 b4 d3 d4.
 * The one to three inputs left over follow one by one for the four rows; rows left over are in plain order.
 *
 * @param kernel rows x inputs
 */
export function interleaveRows(kernel: Int8Array, rows: number): Int8Array {
  const inputs = kernel.length / rows;
  const ordered: number[] = [];
  const wholeRows = rows - (rows % 4);
  for (let row = 0; row < wholeRows; row += 4) {
    const at = (line: number, input: number) => kernel[(row + line) * inputs + input] as number;
    const wholeInputs = inputs - (inputs % 4);
    for (let input = 0; input < wholeInputs; input += 4) {
      for (const [x, y] of [
        [input, input + 2],
        [input + 1, input + 3],
      ] as const) {
        ordered.push(at(0, x), at(1, x), at(0, y), at(1, y), at(2, x), at(3, x), at(2, y), at(3, y));
      }
    }
    for (let input = wholeInputs; input < inputs; input++)
      ordered.push(at(0, input), at(1, input), at(2, input), at(3, input));
  }
  return Int8Array.from([...ordered, ...kernel.subarray(wholeRows * inputs)]);
}
