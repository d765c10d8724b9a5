import { isObject } from '../../../shared/options/checkFields.js'

/** Returns what is wrong with a value, as sentences that begin with its path. */
export type Shape = (value: unknown, path: string) => readonly string[]

type Fields = Readonly<Record<string, Shape>>

export const anything: Shape = () => []

export const givenValue: Shape = (value, path) =>
  value === undefined || value === null ? expected(path, 'a value', value) : []

export function text({ min = 0, max = Infinity }: { readonly min?: number; readonly max?: number } = {}): Shape {
  return (value, path) => {
    if (typeof value !== 'string') return expected(path, 'a text', value)
    if (value.length < min) return [`${path} must not be empty`]
    return value.length > max ? [`${path} must have at most ${max} characters, not ${value.length}`] : []
  }
}

export function number(min: number = -Infinity): Shape {
  return (value, path) =>
    typeof value === 'number' && value >= min ? [] : expected(path, `a number${from(min)}`, value)
}

export function integer(min: number = -Infinity): Shape {
  return (value, path) =>
    Number.isInteger(value) && Number(value) >= min ? [] : expected(path, `a whole number${from(min)}`, value)
}

export const yesOrNo: Shape = (value, path) =>
  typeof value === 'boolean' ? [] : expected(path, 'true or false', value)

export function oneOf(...values: readonly string[]): Shape {
  return (value, path) =>
    values.some((one) => one === value) ? [] : expected(path, values.map((one) => `'${one}'`).join(' or '), value)
}

/** A URL that a page can open without knowing where the answer came from. */
export const absoluteUrl: Shape = (value, path) =>
  typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value)
    ? []
    : expected(path, 'an absolute URL with http or https', value)

export function nullable(shape: Shape): Shape {
  return (value, path) => (value === null ? [] : shape(value, path))
}

export function list(shape: Shape, min: number = 0): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return expected(path, 'a list', value)
    if (value.length < min) return [`${path} must have at least ${min} member`]
    return value.flatMap((member, index) => shape(member, `${path}[${index}]`))
  }
}

/** A list with one member for each shape. */
export function tuple(...shapes: readonly Shape[]): Shape {
  return (value, path) =>
    Array.isArray(value) && value.length === shapes.length
      ? shapes.flatMap((shape, index) => shape(value[index], `${path}[${index}]`))
      : expected(path, `a list of ${shapes.length}`, value)
}

/** Null means the same as left out, so it is no value of an optional field. Additional fields may have any. */
export function object(required: Fields, optional: Fields = {}): Shape {
  return (value, path) => {
    if (!isObject(value)) return expected(path, 'an object', value)
    const present = Object.entries(optional).filter(([name]) => value[name] !== undefined && value[name] !== null)
    return [...Object.entries(required), ...present].flatMap(([name, shape]) =>
      name in value ? shape(value[name], joinPath(path, name)) : [`${joinPath(path, name)} is missing`],
    )
  }
}

/** An object with texts under any names. */
export const texts: Shape = (value, path) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, member]) => text()(member, joinPath(path, name)))
    : expected(path, 'an object', value)

/** Objects of several kinds, told apart by their field `kind`. */
export function kinds(shapes: Fields): Shape {
  return (value, path) => {
    if (!isObject(value)) return expected(path, 'an object', value)
    const { kind } = value
    const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined
    return shape ? shape(value, path) : oneOf(...Object.keys(shapes))(kind, joinPath(path, 'kind'))
  }
}

function expected(path: string, what: string, value: unknown): readonly string[] {
  return [`${path} must be ${what}, not ${show(value)}`]
}

function show(value: unknown): string {
  if (value === undefined) return 'left out'
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value)
}

function from(min: number): string {
  return min === -Infinity ? '' : ` of at least ${min}`
}

function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
