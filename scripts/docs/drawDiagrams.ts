import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const site = resolve(import.meta.dirname, '../../site')

/** Draws a graph in the DOT language. */
export type Draw = (dot: string) => string

/** Loads Graphviz, which is one of the packages of the site. */
export async function loadGraphviz(): Promise<Draw> {
  const path = createRequire(resolve(site, 'package.json')).resolve('@hpcc-js/wasm-graphviz')
  const { Graphviz }: { Graphviz: { load: () => Promise<{ dot: Draw }> } } = await import(pathToFileURL(path).href)
  const graphviz = await Graphviz.load()
  return (dot) => graphviz.dot(dot)
}

/** Draws the flowcharts of a page. GitHub draws them by itself; here that would cost each reader a library. */
export function drawDiagrams(text: string, draw: Draw): string {
  return text.replaceAll(/^```mermaid\nflowchart TD\n([^]*?)\n```$/gm, (_, chart: string) => {
    const svg = draw(toDot(chart))
      .replace(/^[^]*?(?=<svg)/, '')
      .replaceAll(/<!--[^]*?-->|<title>[^]*?<\/title>/g, '')
      // In the colour of the text, whatever the theme.
      .replaceAll(/(stroke|fill)="black"/g, '$1="currentColor"')
      .replaceAll('<text ', '<text fill="currentColor" ')
      .replaceAll(/\s*\n\s*/g, ' ')
    return `<div class="coatcheck-site-diagram">${svg}</div>`
  })
}

/** Reads the part of Mermaid's language that our charts use: rooms, and arrows between them. */
export function toDot(chart: string): string {
  const lines = chart.split('\n').map((line) => {
    const [, from = '', arrow = '', to = ''] = /^\s*(\w+)(?: (-->|-\.->) (\w+(?: & \w+)*))?$/.exec(line) ?? []
    if (!from) throw new Error(`This line of a chart cannot be drawn: ${line}`)
    if (!to) return `${from};`
    return `${from} -> { ${to.replaceAll('&', '')} }${arrow === '-.->' ? ' [style=dashed]' : ''};`
  })
  const looks =
    'bgcolor=transparent; node [shape=box style=rounded fontname="sans-serif" fontsize=12 height=0.35]; edge [arrowsize=0.6];'
  return `digraph { ${looks} ${lines.join(' ')} }`
}
