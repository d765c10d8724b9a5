/** Formatting for one language. Each formatter is created when it is first needed. */
export interface Formats {
  readonly bytes: (bytes: number) => string
  /** A part of a size in the unit of the whole, without the unit: '1.9' for 1.9 of 3.3 MB. */
  readonly bytesIn: (part: number, whole: number) => string
  readonly speed: (bytesPerSecond: number) => string
  readonly number: (value: number) => string
  readonly percent: (fraction: number) => string
  /** Seconds, rounded the way people say them: '12 seconds', '3 minutes'. */
  readonly duration: (seconds: number) => string
  readonly and: (words: readonly string[]) => string
  /** Picks the form for a count; '#' stands for the number. */
  readonly plural: (count: number, forms: PluralForms) => string
}

export type PluralForms = { readonly other: string } & { readonly [K in Intl.LDMLPluralRule]?: string }

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function powerOf(bytes: number): number {
  return bytes < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3))
}

function digitsFor(value: number, power: number): number {
  return power === 0 || value >= 100 ? 0 : 1
}

/** {@link Formats} of one language, all from `Intl`. */
export function createFormats(language: string): Formats {
  const formatters = new Map<string, Intl.NumberFormat>()
  const format = (value: number, options: Intl.NumberFormatOptions = {}): string => {
    const key = JSON.stringify(options)
    const formatter = formatters.get(key) ?? new Intl.NumberFormat(language, options)
    formatters.set(key, formatter)
    return formatter.format(value)
  }
  const unit = (value: number, name: string, unitDisplay: 'long' | 'short'): string => {
    const digits = digitsFor(value, name === 'byte' ? 0 : 1)
    const text = format(value, { style: 'unit', unit: name, unitDisplay, maximumFractionDigits: digits })
    // A line break must not separate a number from its unit.
    return text.replaceAll(' ', '\u00a0')
  }
  let rules: Intl.PluralRules | undefined
  let list: Intl.ListFormat | undefined

  return {
    number: (value) => format(value),
    percent: (fraction) => format(fraction, { style: 'percent' }),
    bytes(bytes) {
      const power = powerOf(bytes)
      return unit(bytes / 1000 ** power, byteUnits[power] ?? 'byte', power === 0 ? 'long' : 'short')
    },
    bytesIn(part, whole) {
      const power = powerOf(whole)
      // The number of digits stays the same while the part grows.
      const digits = digitsFor(whole / 1000 ** power, power)
      return format(part / 1000 ** power, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    },
    speed(bytesPerSecond) {
      const power = Math.max(1, powerOf(bytesPerSecond))
      return unit(bytesPerSecond / 1000 ** power, `${byteUnits[power] ?? 'byte'}-per-second`, 'short')
    },
    duration(seconds) {
      const [value, unit] =
        seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour']
      return format(Math.max(1, Math.round(value)), { style: 'unit', unit, unitDisplay: 'long' })
    },
    and: (words) => (list ??= new Intl.ListFormat(language, { type: 'conjunction' })).format(words),
    plural(count, forms) {
      rules ??= new Intl.PluralRules(language)
      return (forms[rules.select(count)] ?? forms.other).replace('#', format(count))
    },
  }
}
