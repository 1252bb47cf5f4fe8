import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { changesBetween, levels, renderChanges, renderTree, treeOf } from '../index.ts';
import { whyFile } from '../node/index.ts';
import { printResult } from './output.ts';

/** `preflash why`: what flash and RAM are taken by, or what changed between two images. */
export function whyCommand() {
  return new Command('why')
    .description('what takes the flash and RAM of an image: region, object, section, symbol; or what changed')
    .argument('<file>', 'firmware as ELF or Intel HEX, or a model')
    .argument('[new]', 'the same, newer: prints what became larger or smaller')
    .requiredOption('--device <id>', 'the part; `preflash devices` lists them')
    .option('--depth <n>', 'how far to go down: 1 is the memory, 5 the symbol', depthOption, levels.length)
    .option('--json', 'print JSON')
    .action(async (file, newer, { device, depth, json }) => {
      const rows = await whyFile(file, device);
      const result = newer === undefined ? treeOf(rows, depth) : changesBetween(rows, await whyFile(newer, device));
      if (json)
        printResult(
          JSON.stringify(
            { schemaVersion: 1, ...(Array.isArray(result) ? { changes: result } : { tree: result }) },
            null,
            2,
          ),
        );
      else printResult(Array.isArray(result) ? renderChanges(result) : renderTree(result as ReturnType<typeof treeOf>));
    });
}

function depthOption(text: string): number {
  const depth = Number(text);
  if (Number.isInteger(depth) && depth >= 1 && depth <= levels.length) return depth;
  throw new InvalidArgumentError(`a whole number from 1 to ${levels.length} is wanted`);
}
