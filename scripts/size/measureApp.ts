import { basename, relative, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'

/** What a browser has to load for an app, in bytes, minified and gzipped. */
export interface AppSize {
  /** Loaded with the page: the entry and its imports. */
  readonly onPage: number
  /**
   * What each `import()` adds to what is there by then, by the path of the module that it names. Where several lead to
   * one module, the last of them counts, because whatever the others share with it is loaded with them.
   */
  readonly later: ReadonlyMap<string, number>
}

interface Output {
  readonly bytes: number
  readonly entryPoint: string | undefined
  readonly imports: Metafile['outputs'][string]['imports']
}

/**
 * Bundles the entry of an app with esbuild, split into chunks. An entry that only re-exports would not do: each chunk
 * would then keep all of its exports, and be larger than in an app.
 *
 * @param folder where the imports of `code` are resolved
 * @param external packages that the app has anyway
 */
export async function measureApp(code: string, folder: string, external: readonly string[] = []): Promise<AppSize> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, sourcefile: 'app.js' },
    absWorkingDir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    // Ignores the repository's settings, which resolve to the source.
    tsconfigRaw: {},
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    external: external.flatMap((name) => [name, `${name}/*`]),
    outdir: 'size',
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  const sizes = new Map(
    outputFiles.map(({ path, contents }) => [basename(path), gzipSync(contents, { level: 9 }).length]),
  )
  const outputs = new Map<string, Output>(
    Object.entries(metafile.outputs).map(([path, { entryPoint, imports }]) => [
      path,
      { bytes: sizes.get(basename(path)) ?? 0, entryPoint, imports },
    ]),
  )
  const page = [...outputs.keys()].find((path) => outputs.get(path)?.entryPoint === 'app.js')
  if (page === undefined) throw new Error('esbuild made no entry of the app.')

  const onPage = closureOf(page, outputs)
  const later = new Map<string, number>()
  const queue = [{ loaded: onPage, from: onPage }]
  for (const { loaded, from } of queue) {
    for (const path of importsOf(from, 'dynamic-import', outputs)) {
      const entryPoint = outputs.get(path)?.entryPoint
      if (entryPoint === undefined || loaded.has(path)) continue
      const module = relative(folder, resolve(folder, entryPoint))
      const chunk = closureOf(path, outputs)
      const added = sum(
        [...chunk].filter((one) => !loaded.has(one)),
        outputs,
      )
      const before = later.get(module)
      later.set(module, Math.min(added, before ?? added))
      if (before === undefined) queue.push({ loaded: new Set([...loaded, ...chunk]), from: chunk })
    }
  }
  return { onPage: sum(onPage, outputs), later }
}

/** A file and everything that is loaded with it. */
function closureOf(path: string, outputs: ReadonlyMap<string, Output>): Set<string> {
  const found = new Set([path])
  for (const one of found) for (const next of importsOf([one], 'import-statement', outputs)) found.add(next)
  return found
}

function importsOf(paths: Iterable<string>, kind: string, outputs: ReadonlyMap<string, Output>): readonly string[] {
  return [...paths]
    .flatMap((path) => outputs.get(path)?.imports ?? [])
    .filter((one) => one.kind === kind && outputs.has(one.path))
    .map(({ path }) => path)
}

function sum(paths: Iterable<string>, outputs: ReadonlyMap<string, Output>): number {
  return [...paths].reduce((bytes, path) => bytes + (outputs.get(path)?.bytes ?? 0), 0)
}
