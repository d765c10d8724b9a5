import { registerHooks } from 'node:module'

// `node --import ./scripts/resolveSource.ts …`: imports in `src` name the files of the build, which end in `.js`. Node runs
// the source itself, but does not look for it under that name.

const source = new URL('../src/', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    const isOfBuild = /^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.startsWith(source)
    return next(isOfBuild ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
