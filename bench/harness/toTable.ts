import { bytesPerMegabyte, type Measurement, meetsGoal } from './Measurement.ts'

const columns = [
  'what',
  'measured',
  'goal',
  '',
  'longest task',
  'its CPU',
  'busy',
  'browser',
  'heap',
  'peak',
  'medians',
]

/** The measurements as a table that reads well in a terminal and in Markdown. */
export function toTable(measurements: readonly Measurement[]): string {
  const hasWithout = measurements.some(({ without }) => without !== undefined)
  const header = hasWithout ? [...columns, 'without'] : columns
  const rows = [header, ...measurements.map(toRow)]
  const widths = header.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => toLine(widths.map((width, column) => (row[column] ?? '').padEnd(width))))
  const rule = toLine(widths.map((width) => '-'.repeat(width)))
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function toRow(measurement: Measurement): readonly string[] {
  const { what, value, unit, goal, cost, note = '', without = '' } = measurement
  return [
    what,
    format(value, unit),
    formatGoal(measurement),
    goal ? (meetsGoal(measurement) ? 'ok' : 'misses') : '',
    cost ? format(cost.longestTaskMs, 'ms') : '',
    cost ? format(cost.longestTaskCpuMs, 'ms') : '',
    cost ? format(cost.busyMs, 'ms') : '',
    cost ? format(cost.processorMs, 'ms') : '',
    cost ? format(cost.heapBytes / bytesPerMegabyte, 'MB') : '',
    cost ? format(cost.peakHeapBytes / bytesPerMegabyte, 'MB') : '',
    note,
    without,
  ]
}

function formatGoal({ goal = {}, unit }: Measurement): string {
  const { atLeast, atMost, longestTaskMs, heapBytes } = goal
  return [
    ...(atLeast === undefined ? [] : [`≥ ${format(atLeast, unit)}`]),
    ...(atMost === undefined ? [] : [`≤ ${format(atMost, unit)}`]),
    ...(longestTaskMs === undefined ? [] : [`task ≤ ${longestTaskMs} ms`]),
    ...(heapBytes === undefined ? [] : [`heap ≤ ${heapBytes / bytesPerMegabyte} MB`]),
  ].join(', ')
}

function format(value: number, unit: Measurement['unit']): string {
  if (unit === 'x') return value.toFixed(2)
  if (unit === '/s') return `${Math.round(value)} /s`
  if (unit === 'kB') return `${value.toFixed(1)} kB`
  return `${value >= 20 ? Math.round(value) : value.toFixed(1)} ${unit}`
}
