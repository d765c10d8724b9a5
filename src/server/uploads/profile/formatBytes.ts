const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']

/** '20 MB'. Decimal units, as the client shows sizes. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  // In short, a byte has no plural.
  const unitDisplay = step === 0 ? 'long' : 'short'
  const format = { style: 'unit', unit: units[step] ?? 'byte', unitDisplay, maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat('en', format).format(bytes / 1000 ** step)
}
