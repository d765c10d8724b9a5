/** What one import costs an app: minified and gzipped, without its peers; what is loaded later is not counted. */
interface Budget {
  readonly name: string
  readonly path: string | readonly string[]
  readonly import?: Readonly<Record<string, string>>
  readonly entry?: readonly string[]
  readonly rolldown?: false
  readonly gzip: true
  readonly limit: string
}

const hooks = 'useUploader, useUploads, useUpload, useUploadTotals, useRejections, useGallery, useMessages'

const leanWorker = 'dist/inspect/worker/inspect.worker.js'

/** The same rows stand in the README. What shrinks may shrink here: nothing may grow unseen. */
const budgets: readonly Budget[] = [
  measureImport('createUploader', 'core', '{ createUploader }', '38.75 kB'),
  measureImport('the provider and all hooks', 'index', `{ UploadProvider, ${hooks} }`, '47.25 kB'),
  measureImport('everything', 'index', '*', '66 kB'),
  measureImport('the rest backend', 'backends/rest', '{ createRestBackend, useRestBackend }', '8.25 kB'),
  measureImport('the ION backend', 'backends/ion', '{ createIonBackend, resolveIonEntity, useIonBackend }', '8.25 kB'),
  measureImport('the Glue backend', 'backends/glue', '{ createGlueBackend, useGlueBackend }', '8 kB'),
  measureImport(
    'the Visibuild backend',
    'backends/visibuild',
    '{ createVisibuildBackend, readVisibuildRecordProblem, useAttachmentKeys, useVisibuildBackend }',
    '7.75 kB',
  ),
  measureImport('the Inspect backend', 'backends/inspect', '{ createInspectBackend, useInspectBackend }', '7 kB'),
  measureImport('the Foir backend', 'backends/foir', '{ createFoirBackend, useFoirBackend }', '8 kB'),
  measureImport(
    'the Active Storage backend',
    'backends/active-storage',
    '{ createActiveStorageBackend, useActiveStorageBackend }',
    '7 kB',
  ),
  measureImport('recovery', 'recovery', '{ createRecovery }', '5.75 kB'),
  measureImport('the doctor, before it is called', 'doctor', '{ diagnose, formatDiagnosis }', '0.6 kB'),
  measureImport('the doctor, when it is called', 'doctor/diagnoseInBrowser', '{ diagnoseInBrowser }', '25 kB'),
  measureFiles('the worker for MD5, started with the first file', [leanWorker, 'dist/inspect/wasm/md5.js'], '11.25 kB'),
  measureFiles(
    'the worker for SHA-256, started with the first file',
    [leanWorker, 'dist/inspect/wasm/sha256.js'],
    '13 kB',
  ),
  measureFiles('the worker where WASM is blocked, and `coatcheck/worker`', ['dist/worker.js'], '11.75 kB'),
  measureFiles('styles.css', ['dist/styles.css'], '5 kB'),
]

function measureImport(name: string, entry: string, what: string, limit: string): Budget {
  const path = `dist/${entry}.js`
  return { name, path, import: { [`./${path}`]: what }, entry: ['index'], gzip: true, limit }
}

function measureFiles(name: string, path: readonly string[], limit: string): Budget {
  return { name, path, rolldown: false, gzip: true, limit }
}

// The one default export: size-limit asks for it.
export default budgets
