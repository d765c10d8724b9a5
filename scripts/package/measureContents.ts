import { gzipSync } from 'node:zlib'
import type { PackedFile } from './packPackage.ts'

/** What files of the package are for. */
const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['types', /^dist\/.*\.d\.ts$/],
  ['languages', /^dist\/locales\//],
  ['server and command', /^dist\/(server|cli)[./]/],
  ['fakes and suites for tests', /^dist\/testing[./]/],
  [
    'worker, and its copies for pages that cannot load it',
    /^dist\/(worker\.js|(inspect|prepare)\/.*(\.worker|workerSource|serveOnPage)\.js)$/,
  ],
  ['components for shadcn/ui', /^dist\/registry\//],
  ['styles', /\.css$/],
  ['code for pages', /^dist\/.*\.js$/],
  ['pictures', /\.(png|webp|svg)$/],
  ['examples', /^examples\//],
  ['guides', /^docs\/|^(README|AGENTS|CHANGELOG)\.md$|^llms\.txt$/],
  ['licences and manifest', /^(LICENSE|package\.json|dist\/THIRD-PARTY-LICENSES\.txt)$/],
]

export interface Kind {
  readonly name: string
  readonly files: number
  readonly bytes: number
  /** Packed by itself. */
  readonly packedBytes: number
}

/** Says what the package consists of, the heaviest first. Files that no kind names are a kind of their own. */
export function measureContents(files: readonly PackedFile[]): readonly Kind[] {
  const kindOf = ({ path }: PackedFile): string => kinds.find(([, pattern]) => pattern.test(path))?.[0] ?? 'other'
  return [...Map.groupBy(files, kindOf)]
    .map(([name, members]) => {
      const content = Buffer.concat(members.map(({ content }) => content))
      return { name, files: members.length, bytes: content.length, packedBytes: gzipSync(content, { level: 9 }).length }
    })
    .toSorted((a, b) => b.packedBytes - a.packedBytes)
}

/** Formats the kinds as a table for a terminal. */
export function formatContents(contents: readonly Kind[]): string {
  const kb = (bytes: number): string => `${Math.round(bytes / 1000)} kB`
  const rows = contents.map(({ name, files, bytes, packedBytes }) => [
    name,
    `${files} files`,
    kb(bytes),
    kb(packedBytes),
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
  return rows.map((row) => row.map(pad).join('  ')).join('\n')
}
