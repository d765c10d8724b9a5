import { makeMain, plainTemplate } from './plainApp.ts'
import type { Kit } from './Kit.ts'

/** Where an import map finds each module that the page imports. Those of `vendor` are made by {@link buildVendor}. */
const modules = {
  coatcheck: 'node_modules/coatcheck/dist/index.js',
  'coatcheck/backends/rest': 'node_modules/coatcheck/dist/backends/rest.js',
  'coatcheck/prepare': 'node_modules/coatcheck/dist/prepare.js',
  'react-dropzone': 'node_modules/react-dropzone/dist/index.js',
  'attr-accept': 'node_modules/attr-accept/dist/index.js',
  'file-selector': 'node_modules/file-selector/dist/index.js',
  react: 'vendor/react.js',
  'react/jsx-runtime': 'vendor/jsx-runtime.js',
  'react-dom': 'vendor/react-dom.js',
  'react-dom/client': 'vendor/client.js',
  '@tanstack/react-query': 'vendor/react-query.js',
} as const

/**
 * Makes modules of what a browser cannot import as it is published: React is CommonJS, and TanStack Query reads
 * `process.env`. Module CDNs do the same for every package.
 */
const buildVendor = `import { writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const vendor = ${JSON.stringify(Object.entries(modules).filter(([, path]) => path.startsWith('vendor/')))}
const entryPoints = []
for (const [name, path] of vendor) {
  const { default: _default, ...named } = await import(name)
  const source = 'made/' + path.slice('vendor/'.length)
  writeFileSync(source, \`export { \${Object.keys(named).filter((key) => key !== 'module.exports')} } from '\${name}'\`)
  entryPoints.push(source)
}
await build({
  entryPoints,
  outdir: 'vendor',
  bundle: true,
  splitting: true,
  format: 'esm',
  define: { 'process.env.NODE_ENV': '"production"' },
})
`

/** A page without a bundler: the browser imports the package's files as they were installed, below `base`. */
function makePage(base: string): string {
  const imports = Object.fromEntries(Object.entries(modules).map(([name, path]) => [name, base + path]))
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>coatcheck</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${base}node_modules/coatcheck/dist/styles.css" />
    <script type="importmap">${JSON.stringify({ imports })}</script>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="./main.js"></script>
  </body>
</html>
`
}

/** Makes the page, and returns its folder. `base` is the address of the modules, with a slash at its end. */
export async function buildImportMapPage(kit: Kit, name: string, base: string): Promise<string> {
  const app = await kit.createApp(name, {
    template: plainTemplate,
    packages: { react: '^19', 'react-dom': '^19' },
    files: {
      'index.html': makePage(base),
      'main.js': makeMain({ isStyled: false }),
      'made/build.js': buildVendor,
    },
  })
  await app.run('node', ['made/build.js'])
  return app.folder
}
