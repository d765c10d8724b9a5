import reboot from 'bootstrap/dist/css/bootstrap-reboot.css?inline'
import modernNormalize from 'modern-normalize/modern-normalize.css?inline'
import normalize from 'normalize.css/normalize.css?inline'
import { compile } from 'tailwindcss'
import tailwind from 'tailwindcss/index.css?inline'
import sheet from '../../src/styles.css?inline'

export interface HostPage {
  readonly name: string
  /** The style sheets of the page, ours among them, in their order. */
  readonly sheets: readonly string[]
}

/** Ours alone, as on a page without styles. */
export const barePage: HostPage = { name: 'a bare page', sheets: [sheet] }

const starReset = '* { margin: 0; padding: 0 }'

const fullStarReset = `
*, *::before, *::after { margin: 0; padding: 0; border: 0; box-sizing: border-box; font: inherit; background: none;
  list-style: none; text-decoration: none; vertical-align: baseline; line-height: inherit }`

/** What no page should have, and some do. */
const unpleasant = `
  display: inline-block; float: right; position: relative; inset-block-start: 5px;
  margin: 17px; padding: 13px; border: 5px double red; border-radius: 9px; outline: 3px solid lime;
  inline-size: 77%; min-inline-size: 61px; max-inline-size: 222px; min-block-size: 53px; max-block-size: 88px;
  background: yellow; box-shadow: 0 0 9px red; opacity: 0.5; transform: rotate(1deg); filter: grayscale(1);
  color: red; font: italic 900 23px/2.7 monospace; letter-spacing: 0.3em; word-spacing: 1em;
  text-align: right; text-decoration: underline; text-indent: 2em; text-shadow: 1px 1px red; text-transform: uppercase;
  vertical-align: super; white-space: pre; list-style: square inside; fill: lime; stroke: red; cursor: crosshair;
  object-fit: none; overflow: scroll; appearance: auto; visibility: hidden;`

const elements =
  'button, input, a, ul, ol, li, p, img, svg, canvas, h1, h2, h3, h4, h5, h6, fieldset, legend, label, form, dialog, details, summary, output, code, section, article, header, footer, nav, aside, figure, figcaption, progress, video, strong, em, small, b, time'

const globalRules = `${elements} { ${unpleasant} }
  :is(${elements})::before, :is(${elements})::after { content: 'Page'; display: table }`

/** What the parts may inherit. */
const bodyRules = `
body { color: red; font: italic 900 23px/2.7 Georgia, serif; font-variant: small-caps; letter-spacing: 0.3em;
  word-spacing: 1em; text-align: right; text-indent: 2em; text-shadow: 1px 1px red; text-transform: uppercase;
  white-space: pre; word-break: break-all; overflow-wrap: anywhere; list-style: square inside }`

const hosts: Readonly<Record<string, string>> = {
  "Bootstrap's reboot": reboot,
  normalize: normalize,
  'modern-normalize': modernNormalize,
  'a star reset': starReset,
  'a star reset of everything': fullStarReset,
  'rules for all elements of a kind': globalRules,
  'rules for the body': bodyRules,
}

/** Compiles Tailwind's own sheet, with the utilities for these classes. */
export async function compileTailwind(css: string, classes: readonly string[] = []): Promise<string> {
  const compiler = await compile(css, {
    loadStylesheet: async (id, base) => ({ path: id, base, content: id === 'tailwindcss' ? tailwind : sheet }),
  })
  return compiler.build([...classes])
}

/** Our sheet in Tailwind, as the README shows it. */
export const layered = "@import 'tailwindcss'; @import 'coatcheck/styles.css' layer(components);"

/** Pages with style sheets of their own, each before and after ours. */
export async function createHostPages(): Promise<readonly HostPage[]> {
  const preflight = await compileTailwind("@import 'tailwindcss';")
  return [
    ...Object.entries({ ...hosts, Tailwind: preflight }).flatMap(([name, css]) => [
      { name: `${name}, before ours`, sheets: [css, sheet] },
      { name: `${name}, after ours`, sheets: [sheet, css] },
    ]),
    { name: 'Tailwind, ours in its layer', sheets: [await compileTailwind(layered)] },
  ]
}
