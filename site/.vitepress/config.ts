import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'vitepress'
import { slugify } from '../../scripts/docs/slugify.ts'

const sidebar = JSON.parse(readFileSync(resolve(import.meta.dirname, '../.cache/sidebar.json'), 'utf8'))

export default defineConfig({
  title: 'coatcheck',
  description: 'File uploads for React, straight to S3-compatible storage.',
  lang: 'en',
  srcDir: '.cache/pages',
  cacheDir: '.cache/vite',
  outDir: 'dist',
  // Served below a path, as previews often are, the site needs to know it.
  base: process.env['DOCS_BASE'] ?? '/',
  // Braces are braces, as they are on GitHub.
  markdown: { anchor: { slugify }, attrs: { disable: true } },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/overview', activeMatch: '^/(?!reference/)' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
      { text: 'Storybook', link: '/storybook/index.html', target: '_blank' },
    ],
    sidebar,
    outline: { level: [2, 3] },
    search: { provider: 'local' },
  },
})
