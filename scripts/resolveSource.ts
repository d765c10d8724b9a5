import { registerHooks } from 'node:module'

// `node --import ./scripts/resolveSource.ts …`: imports in `src`, and in the kits of `test`, name the files of the build,
// which end in `.js`. Node runs the source itself, but does not look for it under that name.

const sources = ['../src/', '../test/'].map((folder) => new URL(folder, import.meta.url).href)

registerHooks({
  resolve(specifier, context, next) {
    const isOfSource = sources.some((source) => context.parentURL?.startsWith(source))
    const isOfBuild = isOfSource && /^\.{1,2}\/.*\.js$/.test(specifier)
    return next(isOfBuild ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
