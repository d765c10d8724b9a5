/** What an element looks like: its box and the properties that the style sheet of a page may change. */
export type Look = Readonly<Record<string, string>>

/**
 * Without custom properties and the font family, which belong to the page; without the cursor, for which Bootstrap has a
 * rule that outweighs a class; and without what shows in the box or is invisible.
 */
const properties = [
  'display',
  'position',
  'visibility',
  'opacity',
  'float',
  'overflow-x',
  'overflow-y',
  'margin-top',
  'margin-right',
  'margin-bottom',
  'margin-left',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'border-top-width',
  'border-right-width',
  'border-bottom-width',
  'border-left-width',
  'border-top-left-radius',
  'outline-style',
  'outline-width',
  'outline-color',
  'width',
  'height',
  'min-width',
  'min-height',
  'max-width',
  'max-height',
  'background-color',
  'background-image',
  'box-shadow',
  'color',
  'fill',
  'stroke',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-caps',
  'line-height',
  'letter-spacing',
  'word-spacing',
  'text-transform',
  'text-align',
  'text-indent',
  'text-decoration-line',
  'text-shadow',
  'white-space',
  'word-break',
  'vertical-align',
  'object-fit',
  'transform',
  'filter',
] as const

/** What can be seen of a shape in an SVG. The list properties, too, only show where there is a marker. */
const shapeProperties = ['visibility', 'opacity', 'fill', 'stroke', 'stroke-width', 'transform', 'filter'] as const
const borderProperties = ['border-top-style', 'border-bottom-style', 'border-top-color'] as const
const markerProperties = ['list-style-type', 'list-style-position'] as const

/** Reads the looks of all parts inside a root, and of what stands before and after the content of their elements. */
export function readLooks(root: HTMLElement): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>()
  for (const element of root.querySelectorAll("[class^='coatcheck-'], [class^='coatcheck-'] *")) {
    const path = pathOf(element, root)
    const style = getComputedStyle(element)
    if (element.matches('svg *')) {
      looks.set(path, { box: boxOf(element), ...pick(style, shapeProperties) })
      continue
    }
    looks.set(path, { box: boxOf(element), ...readStyle(style) })
    for (const pseudo of ['::before', '::after']) {
      const { content } = getComputedStyle(element, pseudo)
      const isThere = content !== 'none' && content !== 'normal'
      looks.set(path + pseudo, { content, ...(isThere && readStyle(getComputedStyle(element, pseudo))) })
    }
  }
  return looks
}

/** Says what differs, one line per element. */
export function compareLooks(expected: ReadonlyMap<string, Look>, actual: ReadonlyMap<string, Look>): string[] {
  const paths = new Set([...expected.keys(), ...actual.keys()])
  return [...paths].flatMap((path) => {
    const before = expected.get(path) ?? {}
    const after = actual.get(path) ?? {}
    const names = Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name])
    if (names.length === 0) return []
    return [`${path} { ${names.map((name) => `${name}: ${before[name]} -> ${after[name]}`).join('; ')} }`]
  })
}

function boxOf(element: Element): string {
  const { x, y, width, height } = element.getBoundingClientRect()
  return [x, y, width, height].map((length) => length.toFixed(1)).join(' ')
}

function readStyle(style: CSSStyleDeclaration): Look {
  return {
    ...pick(style, properties),
    ...(style.display === 'list-item' && pick(style, markerProperties)),
    // Of borders without a width, a reset may say anything.
    ...(style.borderTopWidth !== '0px' && pick(style, borderProperties)),
  }
}

function pick(style: CSSStyleDeclaration, names: readonly string[]): Look {
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))
}

function pathOf(element: Element, root: Element): string {
  const own = element.classList.item(0) ?? element.localName
  const { parentElement } = element
  if (!parentElement || parentElement === root) return own
  return `${pathOf(parentElement, root)} > ${own}:${[...parentElement.children].indexOf(element) + 1}`
}
