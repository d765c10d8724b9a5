import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'vitepress'
import { slugify } from '../../scripts/docs/slugify.ts'

const sidebar = JSON.parse(readFileSync(resolve(import.meta.dirname, '../.cache/sidebar.json'), 'utf8'))

/** Served below a path, as previews often are, the site needs to know it. */
const base = process.env['DOCS_BASE'] ?? '/'

export default defineConfig({
  title: 'coatcheck',
  description: 'File uploads for React, straight to S3-compatible storage.',
  lang: 'en',
  head: [['link', { rel: 'icon', href: `${base}favicon.svg` }]],
  srcDir: '.cache/pages',
  cacheDir: '.cache/vite',
  outDir: 'dist',
  base,
  // Braces are braces, as they are on GitHub.
  markdown: {
    anchor: { slugify },
    attrs: { disable: true },
    config({ renderer: { rules } }) {
      const { code_inline: renderCode } = rules
      rules.code_inline = (tokens, index, ...rest) => {
        tokens[index]?.attrSet('v-pre', '')
        return renderCode?.(tokens, index, ...rest) ?? ''
      }
    },
  },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/start', activeMatch: '^/(?!reference/|recipes/|why)' },
      { text: 'Recipes', link: '/recipes/react-hook-form', activeMatch: '^/recipes/' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
      { text: 'Why', link: '/why', activeMatch: '^/why' },
      { text: 'Storybook', link: '/storybook/index.html', target: '_blank' },
    ],
    sidebar,
    outline: { level: [2, 3] },
    search: { provider: 'local' },
  },
})
