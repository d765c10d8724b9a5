/** Formatting for one language. Each formatter is created when it is first needed. */
export interface Formats {
  readonly bytes: (bytes: number) => string
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

/** {@link Formats} of one language, all from `Intl`. */
export function createFormats(language: string): Formats {
  const formatters = new Map<string, Intl.NumberFormat>()
  const format = (value: number, options: Intl.NumberFormatOptions = {}): string => {
    const key = JSON.stringify(options)
    const formatter = formatters.get(key) ?? new Intl.NumberFormat(language, options)
    formatters.set(key, formatter)
    return formatter.format(value)
  }
  let rules: Intl.PluralRules | undefined
  let list: Intl.ListFormat | undefined

  return {
    number: (value) => format(value),
    percent: (fraction) => format(fraction, { style: 'percent' }),
    bytes(bytes) {
      const power = bytes < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3))
      const value = bytes / 1000 ** power
      const text = format(value, {
        style: 'unit',
        unit: byteUnits[power] ?? 'byte',
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: power === 0 || value >= 100 ? 0 : 1,
      })
      // A line break must not separate a number from its unit.
      return text.replaceAll(' ', '\u00a0')
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
