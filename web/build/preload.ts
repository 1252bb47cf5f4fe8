import type { Plugin } from 'vite';

/** What the page asks for as soon as it runs: asked for while its first script is still on its way. */
const openingModule = /\/src\/page\.tsx$/;
const openingFiles = ['models/mnist-dense/w32-float32.tflite', 'models/mnist-dense/w32-weights.h'];

/** Names in index.html what its first script will load. */
export function preload(): Plugin {
  return {
    name: 'preflash-preload',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const page = chunks.find(({ facadeModuleId }) => openingModule.test(facadeModuleId ?? ''));
        if (page === undefined) return [];
        const modules = [page.fileName, ...page.imports].map((href) => ({ rel: 'modulepreload', href: `./${href}` }));
        const files = openingFiles.map((href) => ({ rel: 'preload', as: 'fetch', href: `./${href}` }));
        return [...modules, ...files].map((attrs) => ({ tag: 'link', attrs: { ...attrs, crossorigin: true } }));
      },
    },
  };
}
