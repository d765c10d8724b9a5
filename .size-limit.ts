/** What one import costs an app: minified and gzipped, without its peers; what is loaded later is not counted. */
interface Budget {
  readonly name: string
  readonly path: string
  readonly import?: Readonly<Record<string, string>>
  readonly entry?: readonly string[]
  readonly rolldown?: false
  readonly gzip: true
  readonly limit: string
}

const hooks = 'useUploader, useUploads, useUpload, useUploadTotals, useRejections, useGallery, useMessages'

const budgets: readonly Budget[] = [
  measureImport('createUploader', 'core', '{ createUploader }', '11 kB'),
  measureImport('hooks, without parts', 'index', `{ UploadProvider, ${hooks} }`, '12 kB'),
  measureImport('everything', 'index', '*', '26 kB'),
  measureImport('rest backend', 'backends/rest', '{ createRestBackend, useRestBackend }', '5 kB'),
  measureFile('worker', 'dist/worker.js', '20 kB'),
  measureFile('styles', 'dist/styles.css', '5 kB'),
]

function measureImport(name: string, entry: string, what: string, limit: string): Budget {
  const path = `dist/${entry}.js`
  return { name, path, import: { [`./${path}`]: what }, entry: ['index'], gzip: true, limit }
}

function measureFile(name: string, path: string, limit: string): Budget {
  return { name, path, rolldown: false, gzip: true, limit }
}

// The one default export: size-limit asks for it.
export default budgets
