import { type Finding, meetsGoal } from './finding.ts'

const columns = ['what', 'measured', 'goal', '', 'longest task', 'longest wait', 'busy', 'medians']

/** The findings as a table that reads well in a terminal and in Markdown. */
export function toTable(findings: readonly Finding[]): string {
  const rows = [columns, ...findings.map(toRow)]
  const widths = columns.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => toLine(widths.map((width, column) => (row[column] ?? '').padEnd(width))))
  const rule = toLine(widths.map((width) => '-'.repeat(width)))
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function toRow(finding: Finding): readonly string[] {
  const { what, value, unit, goal, mainThread, note = '' } = finding
  const isJudged = goal !== undefined || mainThread !== undefined
  return [
    what,
    format(value, unit),
    goal ? ('atLeast' in goal ? `≥ ${format(goal.atLeast, unit)}` : `≤ ${format(goal.atMost, unit)}`) : '',
    isJudged ? (meetsGoal(finding) ? 'ok' : 'misses') : '',
    mainThread ? (mainThread.longestTaskMs === 0 ? '< 50 ms' : format(mainThread.longestTaskMs, 'ms')) : '',
    mainThread ? format(mainThread.longestGapMs, 'ms') : '',
    mainThread ? format(mainThread.busyMs, 'ms') : '',
    note,
  ]
}

function format(value: number, unit: Finding['unit']): string {
  if (unit === 'x') return value.toFixed(2)
  return `${value >= 20 ? Math.round(value) : value.toFixed(1)} ${unit}`
}
