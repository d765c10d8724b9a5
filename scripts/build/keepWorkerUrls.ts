import MagicString from 'magic-string'
import type { Plugin } from 'vite'

const inSource = /new URL\(\s*(['"])(\.{1,2}\/[\w./-]+\.worker\.js)\1\s*,\s*import\.meta\.url/g
const keepCall = '__KEEP_WORKER_URL__'
const inChunk = new RegExp(`${keepCall}\\((["'\`])(.+?)\\1\\)`, 'g')

/**
 * Leaves `new Worker(new URL('./x.worker.js', import.meta.url), …)` in the package unchanged, because the app's bundler
 * recognises only this expression. Vite would replace it with a URL of this build.
 */
export function keepWorkerUrls(): Plugin {
  return {
    name: 'keep-worker-urls',
    apply: 'build',
    enforce: 'pre',
    transform: (code) =>
      replaceAll(code, inSource, ([, , path]) => `new URL(${keepCall}(${JSON.stringify(path)}), import.meta.url`),
    renderChunk: (code) => replaceAll(code, inChunk, ([, , path]) => JSON.stringify(path)),
  }
}

function replaceAll(code: string, pattern: RegExp, write: (match: RegExpExecArray) => string) {
  const text = new MagicString(code)
  for (const match of code.matchAll(pattern)) text.update(match.index, match.index + match[0].length, write(match))
  return text.hasChanged() ? { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) } : null
}
