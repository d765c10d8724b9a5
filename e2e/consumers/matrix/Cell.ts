import type { Kit } from './Kit.ts'

/** One consumer of the package: a bundler, a framework, a version, a policy. */
export interface Cell {
  /** For `npm run matrix -- --cell name`. */
  readonly name: string
  readonly group:
    | 'Bundlers'
    | 'Frameworks'
    | 'Package managers'
    | 'React and TanStack Query'
    | 'Pages'
    | 'Types'
    | 'Node'
  readonly title: string
  /** The packages whose installed versions the table shows. */
  readonly shows: readonly string[]
  /** Uses the packed package as its consumers do. Returns what came out, and rejects if it is not what it should be. */
  run(kit: Kit): Promise<string>
}
