/** Formatting for one language. Each formatter is created when it is first needed. */
export interface Formats<TLanguage extends string = string> {
  readonly bytes: (bytes: number) => string
  /** A part of a size in the unit of the whole, without the unit: '1.9' for 1.9 of 3.3 MB. */
  readonly bytesIn: (part: number, whole: number) => string
  readonly speed: (bytesPerSecond: number) => string
  readonly number: (value: number) => string
  readonly percent: (fraction: number) => string
  /** A number with its unit in words: '3 minutes'. */
  readonly unit: (value: number, unit: TimeUnit) => string
  /** Seconds, rounded the way people say them: '12 seconds', '3 minutes'. */
  readonly duration: (seconds: number) => string
  /** A duration from now: 'in 12 seconds'. Languages inflect it differently from a duration alone. */
  readonly fromNow: (seconds: number) => string
  readonly and: (words: readonly string[]) => string
  /** Picks the form for a count; '#' stands for the number. Every form that the language has must be given. */
  readonly plural: (count: number, forms: PluralForms<TLanguage>) => string
}

/**
 * The plural categories of each language, as `Intl.PluralRules` has them. Of any other language, a locale may leave out
 * all but 'other'.
 */
export interface PluralCategories {
  readonly ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
  readonly de: 'one' | 'other'
  readonly en: 'one' | 'other'
  readonly es: 'one' | 'many' | 'other'
  readonly fr: 'one' | 'many' | 'other'
  readonly he: 'one' | 'two' | 'other'
  readonly it: 'one' | 'many' | 'other'
  readonly ja: 'other'
  readonly ko: 'other'
  readonly nl: 'one' | 'other'
  readonly pl: 'one' | 'few' | 'many' | 'other'
  readonly pt: 'one' | 'many' | 'other'
  readonly zh: 'other'
}

/** 'pt-BR' is 'pt', and 'ar-u-nu-latn' is 'ar'. */
type Primary<TLanguage extends string> = TLanguage extends `${infer TPrimary}-${string}` ? TPrimary : TLanguage

export type PluralForms<TLanguage extends string = string> =
  Primary<TLanguage> extends keyof PluralCategories
    ? Readonly<Record<PluralCategories[Primary<TLanguage>], string>>
    : { readonly other: string } & { readonly [TCategory in Intl.LDMLPluralRule]?: string }

export type TimeUnit = 'second' | 'minute' | 'hour'

interface FormatOptions {
  /**
   * 'long' writes 'megabytes' where the language's abbreviation is not common.
   * @default 'short'
   */
  readonly byteUnits?: 'short' | 'long'
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** 999 999 bytes are 1 MB, not 1000 kB. */
function powerOf(bytes: number): number {
  const digits = bytes < 1 ? 0 : Math.log10(bytes < 1000 ? bytes : bytes * 1.0005)
  return Math.min(byteUnits.length - 1, Math.floor(digits / 3))
}

function digitsFor(value: number, power: number): number {
  return power === 0 || value >= 100 ? 0 : 1
}

/**
 * {@link Formats} of one language, all from `Intl`.
 * @example const { bytes, plural } = createFormats('sv')
 */
export function createFormats<const TLanguage extends string>(
  language: TLanguage,
  { byteUnits: unitDisplay = 'short' }: FormatOptions = {},
): Formats<TLanguage> {
  const formatters = new Map<string, Intl.NumberFormat>()
  const format = (value: number, options: Intl.NumberFormatOptions = {}): string => {
    const key = JSON.stringify(options)
    const formatter = formatters.get(key) ?? new Intl.NumberFormat(language, options)
    formatters.set(key, formatter)
    return formatter.format(value)
  }
  const size = (value: number, name: string, unitDisplay: 'long' | 'short'): string => {
    const digits = digitsFor(value, name === 'byte' ? 0 : 1)
    const text = format(value, { style: 'unit', unit: name, unitDisplay, maximumFractionDigits: digits })
    // A line break must not separate a number from its unit.
    return text.replaceAll(' ', '\u00a0')
  }
  const unit = (value: number, name: TimeUnit): string =>
    format(value, { style: 'unit', unit: name, unitDisplay: 'long' })
  let rules: Intl.PluralRules | undefined
  let list: Intl.ListFormat | undefined
  let relative: Intl.RelativeTimeFormat | undefined

  return {
    number: (value) => format(value),
    percent: (fraction) => format(fraction, { style: 'percent' }),
    bytes(bytes) {
      const power = powerOf(bytes)
      return size(bytes / 1000 ** power, byteUnits[power] ?? 'byte', power === 0 ? 'long' : unitDisplay)
    },
    bytesIn(part, whole) {
      const power = powerOf(whole)
      // The number of digits stays the same while the part grows.
      const digits = digitsFor(whole / 1000 ** power, power)
      return format(part / 1000 ** power, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    },
    speed(bytesPerSecond) {
      const power = Math.max(1, powerOf(bytesPerSecond))
      return size(bytesPerSecond / 1000 ** power, `${byteUnits[power] ?? 'byte'}-per-second`, 'short')
    },
    unit,
    duration: (seconds) => unit(...roundDuration(seconds)),
    fromNow: (seconds) => (relative ??= new Intl.RelativeTimeFormat(language)).format(...roundDuration(seconds)),
    and: (words) => (list ??= new Intl.ListFormat(language, { type: 'conjunction' })).format(words),
    plural(count, forms) {
      rules ??= new Intl.PluralRules(language)
      // A browser may have other rules than those that the forms were written for.
      const all = forms as PluralForms
      return (all[rules.select(count)] ?? all.other).replace('#', format(count))
    },
  }
}

function roundDuration(seconds: number): [value: number, unit: TimeUnit] {
  const [value, unit]: [number, TimeUnit] =
    seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour']
  return [Math.max(1, Math.round(value)), unit]
}

/**
 * Keeps a text with its own direction from reordering the sentence around it: names of files, and sizes in Latin letters,
 * within Arabic or Hebrew.
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}
