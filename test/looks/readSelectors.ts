import { type Selector, type SelectorComponent, transform } from 'lightningcss'

/** The weight of a selector: ids, classes, and elements. */
export type Specificity = readonly [ids: number, classes: number, elements: number]

export interface ReadSelector {
  readonly components: Selector
  /** The selector with this place in its sheet, for the message of a test. */
  readonly line: number
  readonly specificity: Specificity
}

const pseudoElement: Specificity = [0, 0, 1]

/** Reads all selectors of a style sheet with a real parser, which finds those in media queries as well. */
export function readSelectors(css: string): readonly ReadSelector[] {
  const found: ReadSelector[] = []
  transform({
    filename: 'sheet.css',
    code: new TextEncoder().encode(css),
    visitor: {
      Rule: {
        style: ({ value: { selectors, loc } }) => {
          for (const components of selectors) {
            found.push({ components, line: loc.line + 1, specificity: specificityOf(components) })
          }
        },
      },
    },
  })
  return found
}

function specificityOf(selector: Selector): Specificity {
  return selector.map(weigh).reduce(add, [0, 0, 0])
}

function weigh(component: SelectorComponent): Specificity {
  switch (component.type) {
    case 'combinator':
    case 'universal':
    case 'namespace':
      return [0, 0, 0]
    case 'id':
      return [1, 0, 0]
    case 'type':
    case 'pseudo-element':
      return pseudoElement
    case 'pseudo-class':
      if (component.kind === 'where') return [0, 0, 0]
      // These weigh as much as the heaviest in them.
      if (component.kind === 'is' || component.kind === 'not' || component.kind === 'has') {
        return component.selectors.map(specificityOf).toSorted(compare).at(-1) ?? [0, 0, 0]
      }
      return [0, 1, 0]
    default:
      return [0, 1, 0]
  }
}

function add(a: Specificity, b: Specificity): Specificity {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

function compare(a: Specificity, b: Specificity): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
