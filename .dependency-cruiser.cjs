/**
 * Import direction of ../shared/DESIGN.md, as data: a room may import itself and the rooms before it.
 * image, model -> build -> simulate | estimate -> cost -> budget -> compare -> report
 */
const rooms = [
  ['errors'],
  ['bytes', 'units'],
  ['devices'],
  ['image', 'model'],
  ['data'],
  ['build'],
  ['simulate', 'estimate'],
  ['convert'],
  ['cost'],
  ['why'],
  ['budget'],
  ['compare'],
  ['report'],
  ['measure'],
];

const forwardOnly = rooms.flatMap((group, position) =>
  group.map((room) => {
    const later = rooms.slice(position + 1).flat();
    const siblings = group.filter((other) => other !== room);
    return {
      name: `${room}-imports-forward-only`,
      severity: 'error',
      comment: `src/${room} may import only rooms that come before it in the data flow`,
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${[...later, ...siblings, 'cli', 'node'].join('|')})/|^src/index` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...forwardOnly,
    {
      name: 'cli-imports-public-api',
      severity: 'error',
      comment: 'The command line and the web page see what a user of the package sees',
      from: { path: '^(src/cli|web)/' },
      to: { path: '^src/', pathNot: '^src/(index\\.ts|cli/|node/)' },
    },
    {
      name: 'pure-core',
      severity: 'error',
      comment: 'No fs, process or other node builtins outside cli/ and node/: the core runs in a browser',
      from: { path: '^src/', pathNot: '^src/(cli|node)/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-circular', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'no-tests-from-source',
      severity: 'error',
      from: { path: '^(src|wasm)/' },
      to: { path: '^(sim-tests|scripts|node_modules/(vitest|fast-check|assemblyscript|rp2040js|tinybench))' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
