import { describe, expect, it } from 'vitest'
import { findProblems, type Manifest, type PublishedFile } from './findProblems.ts'

const workerCode = 'self.postMessage("ready")'
const sound: readonly PublishedFile[] = [
  { path: 'dist/worker.js', text: workerCode },
  { path: 'dist/inspect/worker/inspect.worker.js', text: 'self.postMessage("lean")' },
  { path: 'dist/inspect/worker/script.worker.js', text: workerCode },
  { path: 'dist/inspect/worker/serveOnPage.js', text: workerCode },
  { path: 'dist/inspect/pool/workerSource.js', text: `export const workerSource = ${JSON.stringify(workerCode)}` },
  { path: 'dist/prepare/worker/prepare.worker.js', text: workerCode },
  { path: 'dist/prepare/pool/workerSource.js', text: `export const workerSource = ${JSON.stringify(workerCode)}` },
  ...['inspect', 'script', 'prepare'].map((name) => ({
    path: `dist/inspect/pool/start-${name}.js`,
    text: `export const start = () => new Worker(new URL("../worker/${name}.worker.js", import.meta.url), { type: "module" })`,
  })),
  { path: 'dist/index.js', text: `export { Part } from "./react/Part.js"` },
  { path: 'dist/react/Part.js', text: `"use client"\nimport { useIt } from "./useIt.js"\nexport { useIt as Part }` },
  { path: 'dist/react/useIt.js', text: `import { useState } from "react"\nexport { useState as useIt }` },
]
const manifest: Manifest = { name: 'coatcheck', peerDependencies: { react: '*' } }

const problemsWith = (file: PublishedFile, other: Manifest = manifest): readonly string[] =>
  findProblems([...sound.filter(({ path }) => path !== file.path), file], other, ['/somewhere/coatcheck/'])

describe('findProblems', () => {
  it('finds no problem in a correct package', () => {
    expect(findProblems(sound, manifest, ['/somewhere/coatcheck/'])).toEqual([])
  })

  it('lets the entry for Node use modules of Node', () => {
    expect(problemsWith({ path: 'dist/server/node/sqlite/a.js', text: 'await import("node:sqlite")' })).toEqual([])
    expect(problemsWith({ path: 'dist/cli/command/a.js', text: 'import "node:util"' })).toEqual([])
  })

  it.each([
    ['a machine path', 'dist/a.js', '"/somewhere/coatcheck/src/a.ts"', /machine path/],
    ['a source map', 'dist/a.js.map', '{"sources":["../src/a.ts"]}', /source map/],
    ['code that names a map', 'dist/a.js', 'call()\n//# sourceMappingURL=a.js.map', /source map/],
    ['a static import of a package for development', 'dist/a.js', 'import { encode } from "blurhash"', /blurhash/],
    ['a re-export of one', 'dist/a.js', 'export { encode } from "blurhash"', /blurhash/],
    ['a dynamic import of one', 'dist/a.js', 'await import("hash-wasm")', /hash-wasm/],
    ['an import of one in the types', 'dist/a.d.ts', 'export type A = import("hash-wasm").IHasher', /hash-wasm/],
    ['a module of Node', 'dist/a.js', 'import "node:fs"', /browsers do not have/],
    ['what is for Node alone elsewhere', 'dist/server.js', 'export { x } from "./server/node/x.js"', /needs Node/],
    ['the command elsewhere', 'dist/server.js', 'import "./cli/runCli.js"', /needs Node/],
    ['a test', 'dist/a.test.js', '', /does not belong/],
    ['an installed package', 'examples/vite/node_modules/react/index.js', '', /does not belong/],
    ['a lock file', 'examples/vite/package-lock.json', '', /does not belong/],
    ['a built example', 'examples/vite/dist/index.html', '', /does not belong/],
    ['a part without its directive', 'dist/react/Part.js', 'export { useIt as Part } from "./useIt.js"', /use client/],
    ['a worker that imports', 'dist/inspect/worker/inspect.worker.js', 'import "./a.js"', /stand alone/],
    ['a stand-in that imports', 'dist/inspect/worker/serveOnPage.js', 'import "../probe.js"', /stand alone/],
    ['a rewritten worker URL', 'dist/inspect/pool/start-inspect.js', 'new Worker("/assets/x.js")', /literal.*inspect/],
    [
      'a rewritten URL of the other worker',
      'dist/inspect/pool/start-script.js',
      'new Worker("/x.js")',
      /literal.*script/,
    ],
    [
      'a worker source that was left empty',
      'dist/inspect/pool/workerSource.js',
      'export const workerSource = ""',
      /does not hold/,
    ],
  ])('finds %s', (_what, path, text, problem) => {
    expect(problemsWith({ path, text })).toEqual([expect.stringMatching(problem)])
  })

  it('accepts what an example in the types imports', () => {
    const example = "/** @example toJpeg({ heic: () => import('heic-to') }) */\nexport type A = string"
    expect(problemsWith({ path: 'dist/a.d.ts', text: example })).toEqual([])
  })

  it('accepts relative imports and peers', () => {
    expect(problemsWith({ path: 'dist/a.js', text: 'import "./b.js"\nimport "react/jsx-runtime"' })).toEqual([])
  })

  it.each([
    ['coatcheck/testing', 'dist/testing.js', 'import "./testing/msw/mockNetwork.js"', 1],
    ['the core', 'dist/core.js', 'import { http } from "msw"', 1],
    ['the types of the core', 'dist/core.d.ts', 'export type A = import("msw").HttpHandler', 1],
    ['coatcheck/testing/msw', 'dist/testing/msw.js', 'import "./msw/mockNetwork.js"\nimport "msw"', 0],
    ['previews', 'dist/server/node/previews/a.js', 'await import("sharp")', 0],
    ['another part of the server', 'dist/server/node/a.js', 'await import("sharp")', 1],
  ])('lets a peer that is optional be reached by its own entry alone: %s', (_entry, path, text, problems) => {
    const optional = {
      peerDependencies: { react: '*', msw: '*', sharp: '*' },
      peerDependenciesMeta: { msw: { optional: true }, sharp: { optional: true } },
    }
    expect(problemsWith({ path, text }, { ...manifest, ...optional })).toHaveLength(problems)
  })

  it('finds a script that would run on installation', () => {
    expect(findProblems(sound, { ...manifest, scripts: { postinstall: 'x' } }, [])).toEqual([
      expect.stringMatching(/postinstall/),
    ])
  })
})
