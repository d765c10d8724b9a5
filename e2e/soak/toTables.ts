import type { SoakReport } from './runSoak.ts'

/** Formats the report as Markdown: what happened, and what was alive after each lap. */
export function toTables({ figures, laps }: SoakReport): string {
  const whats = Object.keys(laps[0]?.[1] ?? {})
  const alive = whats.map((what) => [what, ...laps.map(([, counts]) => String(counts[what]))])
  return [
    ...toTable(['what', 'figure'], figures),
    '',
    ...toTable(['alive', ...laps.map(([name]) => `after ${name}`)], alive),
    '',
  ].join('\n')
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}
